"""A small world of invented outlets, so that everything works offline.

Three newsrooms that do not exist follow one week of the war (24 to 30 October 2024). Who said what, and with which
figure, was reported at the time, but the tolls of regional heads, the reader letters and the scenes are invented; every
sentence is our own.

| what | where |
|---|---|
| an outlet: its declaration, address and page technology | `demo/outlets/<slug>.py` |
| a day of an outlet: its posts, edits, captures | `demo/posts/<slug>/<day>.toml` |
| days beyond the written ones | `demo/generated.py`, 2024-09-01 to 2024-10-23, from `demo/templates/<slug>.toml` |
| a page as it stood at an instant | `demo/pages.py` |
| the web archive that kept those pages | `demo/web_archive.py` |
| all of it over HTTP | `demo/server.py`; `python -m demo.server --port 8765` |
| what a right reading finds | `demo/expected.toml` |

To add a day, write `demo/posts/<slug>/<day>.toml`:

    title = "…"
    standfirst = "…"
    captures = ["12:30", "23:40"]       # instants the web archive holds, in the outlet's local time

    [[posts]]
    id = "selydove"                     # unique in its outlet and day
    time = "14:05"                      # local; "2024-10-26T23:40" for another day than the file's
    kind = "update"                     # or key_event, summary, intro, closing, correction, reader_question, teaser
    kicker = "…"                        # optional, as are kind, headline, appears_at and deleted_at
    text = '''One paragraph.

    Another paragraph.'''
    appears_at = "17:40"                # inserted later than its own time says
    deleted_at = "19:15"                # gone from then on

    [[posts.edits]]                     # replaces text, kicker or headline from then on
    at = "16:20"
    text = '''…'''

To add an outlet, write `demo/outlets/<slug with underscores>.py` with `OUTLET`, `ADDRESS` (a `strftime` template) and
`TECHNOLOGY` (a key of `demo.pages.TECHNOLOGIES`), and a folder of days. To add a page technology, write a function from
a `View` to text in `demo/pages.py` and name it in `TECHNOLOGIES`.
"""
