"""What the annotator promises of every record, and the cases a careless reader gets wrong."""

import dataclasses
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.annotate.document import annotate
from extractors.annotate.explain import explain
from extractors.model import NEVER_ANNOTATED, Post

TOLL = (
    "Quatre personnes ont été tuées à Kharkiv, a indiqué lundi le gouverneur Oleh Syniehoubov. "
    "Kiev a démenti mardi la prise de Vouhledar."
)


def post(text, **more):
    given = {
        "post_id": "p",
        "outlet": "tf1info",
        "lang": "fr",
        "timezone": "Europe/Paris",
        "published_on": date(2024, 10, 30),
    }
    return Post(**{**given, **more}, text=text)


def of(table, text, **more):
    return [one for one in annotate(post(text, **more)) if one.table == table]


def test_quotes_stand_in_the_text_and_records_in_text_order():
    records = annotate(post(TOLL))
    assert [one.table for one in records] == ["claims", "casualties", "claims", "territory"]
    assert all(TOLL[one.span_start : one.span_end] == one.quote for one in records)
    assert all(one.content_hash == post(TOLL).content_hash for one in records)
    assert [one.span_start for one in records] == sorted(one.span_start for one in records)


def test_an_edited_figure_keeps_the_record_id():
    before, after = annotate(post(TOLL)), annotate(post(TOLL.replace("Quatre", "Dix-sept")))
    assert [one.record_id for one in before] == [one.record_id for one in after]
    assert before[1].best != after[1].best


def test_equal_records_of_one_post_are_told_apart():
    doubled = annotate(post(f"{TOLL}\n{TOLL}"))
    assert len({one.record_id for one in doubled}) == len(doubled)


@pytest.mark.parametrize("kind", sorted(NEVER_ANNOTATED))
def test_what_is_no_post_is_never_annotated(kind):
    assert annotate(post(TOLL, kind=kind)) == ()
    assert explain(post(TOLL, kind=kind)) == ()


def test_facts_rest_on_their_claim():
    records = annotate(post(TOLL))
    claims = {one.record_id for one in records if one.table == "claims"}
    assert {one.claim_id for one in records if one.table != "claims"} <= claims


def test_a_denial_never_becomes_a_capture():
    (found,) = of("territory", "Kiev a démenti la prise de Vouhledar.")
    assert (found.claim_status, found.polarity, found.side_gaining) == ("denied_by_loser", -1, "RUS")


@pytest.mark.parametrize(
    "text",
    [
        "La Russie a frappé Kharkiv avec dix missiles, a indiqué le maire.",
        "L'armée a pris la parole à Kharkiv, a indiqué le maire.",
        "Les otages ont été libérés à Kharkiv, a indiqué le maire.",
    ],
)
def test_no_ground_changes_hands(text):
    assert of("territory", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Selydové comptait 20.000 habitants avant la guerre, a rappelé le maire.",
        "Il a été condamné à onze ans de prison, a indiqué le FSB.",
        "La 155e brigade a dévoilé sa devise, a indiqué le maire.",
        "L'armée a détruit 96 drones, dont 62 abattus à Kharkiv, a indiqué le maire.",
        "La Russie a remis 95 prisonniers ukrainiens dans un échange, a indiqué Kiev.",
    ],
)
def test_no_victim_is_counted(text):
    assert of("casualties", text) == []


def test_losses_are_no_strength():
    text = "L'armée russe a perdu 1 630 soldats, a indiqué Kiev."
    assert of("mobilisation", text) == []
    (found,) = of("casualties", text)
    assert (found.side, found.best, found.outcome) == ("RUS", 1630, "losses_unspecified")


def test_a_subset_points_at_its_whole():
    whole, part = of("casualties", "Dix personnes, dont deux enfants, ont été tuées à Kharkiv, a indiqué le maire.")
    assert (whole.best, part.best, part.person_category) == (10, 2, "child")
    assert part.subset_of == whole.record_id


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "La ville tient, a annoncé mercredi dans un communiqué le ministère polonais de la Défense.",
            "ministère polonais de la Défense",
        ),
        ("Le maire de Kharkiv, Igor Terekhov, a, pour sa part, précisé que l'eau manquait.", "Igor Terekhov"),
        ("Igor Terekhov a parlé. Il a précisé que l'eau manquait.", "Igor Terekhov"),
        ("« La ville tient », a dit le ministre Jan Novak à Vladimir Poutine.", "Jan Novak"),
        ("La prise de la ville, revendiquée par Moscou, est réelle.", "Moscou"),
        ("Jan Novak, qui a dénoncé un mensonge, est parti.", "Jan Novak"),
        ("Accusant Moscou d'un crime, le ministre Jan Novak est parti.", "Jan Novak"),
        ("De source diplomatique, la ville tient.", "source diplomatique"),
    ],
)
def test_speakers_by_frame(text, speaker):
    assert speaker in [one.speaker for one in of("claims", text)]


def test_a_day_said_with_the_cue_dates_the_statement():
    first, second = of("claims", TOLL)
    assert (first.stated_on, second.stated_on) == (date(2024, 10, 28), date(2024, 10, 29))


def test_without_any_date_nothing_is_dated():
    (claim,) = of("claims", "Le maire a indiqué mardi que l'eau manquait.", published_on=None)
    assert (claim.stated_on, claim.stated_on_basis) == (None, "none")


def test_hops_end_with_the_publisher_and_name_the_relay():
    text = "Le pont est coupé, a indiqué le gouverneur, cité par l'agence Ria Novosti."
    (claim,) = of("claims", text, published_at=datetime(2024, 10, 30, 12, tzinfo=UTC))
    assert [one.role for one in claim.attribution] == ["origin", "relay_agency", "publisher"]


def test_explain_tells_the_dropped_cue():
    notes = {one.rule_id: one.note for one in explain(post("Le rapport dit non. Le maire écrit."))}
    assert any(rule.startswith("cue.") for rule in notes)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aàé «»“”\"'.,:;?0159\nKievdtMoscu-", max_size=120))
def test_no_text_breaks_the_annotator(text):
    first = annotate(post(text))
    assert first == annotate(post(text))
    assert all(text[one.span_start : one.span_end] == one.quote for one in first)


def test_records_carry_a_measured_confidence():
    assert all(0 < one.confidence < 1 for one in annotate(post(TOLL)))
    assert {field.name for field in dataclasses.fields(annotate(post(TOLL))[0])} >= {"rule_id", "annotator_version"}


@pytest.mark.parametrize("tag", ["it", "uk", "", "french"])
def test_a_language_without_a_pack_is_left_alone(tag):
    assert annotate(post(TOLL, lang=tag)) == ()
    assert explain(post(TOLL, lang=tag)) == ()


@pytest.mark.parametrize("tag", ["fr-BE", "FR", "fr"])
def test_a_country_of_a_language_changes_nothing(tag):
    expected = [dataclasses.replace(one, lang=tag) for one in annotate(post(TOLL))]
    assert list(annotate(post(TOLL, lang=tag))) == expected
