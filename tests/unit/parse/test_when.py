# ruff: noqa: E501 (sentences and pages in tables)
"""Time labels as pages write them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from extractors.parse.when import instant, read_label, resolve

PARIS = ZoneInfo("Europe/Paris")
CAPTURED = datetime.fromisoformat("2024-10-30T18:45:00+01:00")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Publié aujourd’hui à 18h31", "2024-10-30 17:31"),
        ("Publié hier à 16h43", "2024-10-29 15:43"),
        ("Publié le 16 mai 2022 à 6h00, mis à jour le 17 mai 2022 à 6h19", "2022-05-16 04:00"),
        ("Publié le 20 avril 2022 à 09:50", "2022-04-20 07:50"),
        ("dimanche 4 février 202419:54", "2024-02-04 18:54"),
        ("Issued on: 04/02/2026 - 06:59 Modified: 05/02/2026 - 03:57", "2026-02-04 05:59"),
        ("Fri 19 Feb 2021 19.41 GMT", "2021-02-19 19:41"),
        ("Oct 30, 2024, 6:45 pm ET", "2024-10-30 22:45"),
        ("30.10.2024 um 14:05 Uhr", "2024-10-30 13:05"),
        ("21 mins ago", "2024-10-30 17:24"),
        ("2 hrs ago", "2024-10-30 15:45"),
        ("il y a 5 min", "2024-10-30 17:40"),
        ("5m ago", "2024-10-30 17:40"),
        ("Il y a 1 h 20 min", "2024-10-30 16:25"),
        ("il y a 1 heure et 20 minutes", "2024-10-30 16:25"),
        ("Le 30/10 à 14h05", "2024-10-30 13:05"),
        ("Hier à 22:14", "2024-10-29 21:14"),
        ("mercredi 18h31", "2024-10-30 17:31"),
        ("30 octobre à 18h31", "2024-10-30 17:31"),
        ("À l'instant", "2024-10-30 17:45"),
        ("il y a 2h30", "2024-10-30 15:15"),
        ("1h20 ago", "2024-10-30 16:25"),
        ("a few seconds ago", "2024-10-30 17:45"),
    ],
)
def test_labels_with_a_day(text: str, expected: str) -> None:
    label = read_label(text)
    assert label is not None
    found = resolve(label, PARIS, CAPTURED)
    assert found is not None
    assert f"{found.at:%Y-%m-%d %H:%M}" == expected


@pytest.mark.parametrize(
    ("text", "clock"),
    [("22h45", "22:45"), ("20:44", "20:44"), ("19H41 TU.", "19:41"), ("19.30\u00a0GMT", "19:30"), ("6.45pm", "18:45"), ("7h", "07:00"), ("12:15 AM", "00:15")],
)  # fmt: skip
def test_labels_that_are_only_a_clock(text: str, clock: str) -> None:
    label = read_label(text)
    assert label is not None
    assert f"{label.clock:%H:%M}" == clock
    assert resolve(label, PARIS, CAPTURED) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "85%",
        "24/7",
        "3/10",
        "2 heures",
        "12.50 €",
        "v2.10",
        "10.30 pts",
        "8.30 m",
        "20h de TF1",
        "il y a 3 lunes 18h31",
        "18h31 - 19h00",
        "1.5 million",
        "90.000",
        "Le 20 h 30 a été annulé ce soir",
        "3 min",
        "07h28 : titre du message",
        "une phrase",
    ],
)
def test_what_is_no_label(text: str) -> None:
    assert read_label(text) is None


@pytest.mark.parametrize("text", ["il y a quelques minutes", "a few hours ago", "il y a une semaine", "2 months ago"])
def test_labels_that_count_back_vaguely_say_no_time(text: str) -> None:
    label = read_label(text)
    assert label is not None
    assert resolve(label, PARIS, CAPTURED) is None


@pytest.mark.parametrize("text", ["21 mins ago", "hier à 22h", "il y a une heure", "mercredi 18h31"])
def test_relative_labels_stay_open_without_a_capture(text: str) -> None:
    label = read_label(text)
    assert label is not None
    assert resolve(label, PARIS, None) is None


def test_a_label_in_hours_is_not_right_to_the_minute() -> None:
    label = read_label("il y a 3 heures")
    assert label is not None
    found = resolve(label, PARIS, CAPTURED)
    assert found is not None
    assert (found.precision, found.method) == ("day", "relative_label")


def test_month_comes_first_where_the_outlet_writes_so() -> None:
    first, second = read_label("02/11/2023 14:03"), read_label("02/11/2023 14:03", is_month_first=True)
    assert first is not None
    assert second is not None
    assert (f"{first.day}", f"{second.day}") == ("2023-11-02", "2023-02-11")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023-11-02T16:56Z", "2023-11-02 16:56:00"),
        (1613763003000, "2021-02-19 19:30:03"),
        ("1613763003", "2021-02-19 19:30:03"),
        ("2020-10-06T21:22:53.212+01:00", "2020-10-06 20:22:53"),
        ("2021-02-19T19:41:53+0000", "2021-02-19 19:41:53"),
        ("Wed, 30 Oct 2024 10:00:00 GMT", "2024-10-30 10:00:00"),
        ("2024-10-30 10:00:00", "2024-10-30 09:00:00"),
    ],
)
def test_machine_times(value: object, expected: str) -> None:
    found = instant(value, PARIS)
    assert found is not None
    assert f"{found.at:%Y-%m-%d %H:%M:%S}" == expected


@pytest.mark.parametrize("value", [None, True, 5, "", "soon", "2024-13-45T99:00:00Z", "99999999999999999"])
def test_what_is_no_machine_time(value: object) -> None:
    assert instant(value, PARIS) is None
