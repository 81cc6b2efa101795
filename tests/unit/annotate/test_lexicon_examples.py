"""Every entry of the packs carries an example of our own; here each is read."""

from datetime import date

import pytest

from extractors.annotate.document import annotate
from extractors.annotate.lexicon import cue_verbs
from extractors.annotate.words import word_list
from extractors.model import Post


def records(text, lang):
    post = Post(post_id="p", outlet="o", lang=lang, timezone="Europe/Paris", text=text, published_on=date(2024, 10, 30))
    return annotate(post)


def of_table(text, lang, table):
    return [one for one in records(text, lang) if one.table == table]


VERBS = [(lang, verb) for lang in ("fr", "en") for verb in cue_verbs(lang)]


@pytest.mark.parametrize(("lang", "verb"), VERBS, ids=[f"{lang}-{verb.lemma}" for lang, verb in VERBS])
def test_cue_verb(lang, verb):
    claims = {one.verb_lemma: one for one in of_table(verb.example, lang, "claims")}
    assert verb.lemma in claims
    assert claims[verb.lemma].speaker


def rows(lang, name, group):
    return [(lang, row) for row in word_list(name, lang)[group]]


@pytest.mark.parametrize(("lang", "row"), [*rows("fr", "speakers", "nouns"), *rows("en", "speakers", "nouns")])
def test_speaker_noun(lang, row):
    assert any(one.speaker_kind != "newsroom" for one in of_table(row["example"], lang, "claims"))


@pytest.mark.parametrize(("lang", "row"), [*rows("fr", "nouns", "nouns"), *rows("en", "nouns", "nouns")])
def test_reporting_noun(lang, row):
    assert row["noun"] in {one.verb_lemma for one in of_table(row["example"], lang, "claims")}


@pytest.mark.parametrize(("lang", "row"), [*rows("fr", "nouns", "according"), *rows("en", "nouns", "according")])
def test_speaker_without_a_verb(lang, row):
    assert row["lemma"] in {one.verb_lemma for one in of_table(row["example"], lang, "claims")}


@pytest.mark.parametrize(("lang", "row"), [*rows("fr", "sides", "told"), *rows("en", "sides", "told")])
def test_word_of_a_side(lang, row):
    assert {one.speaker_side for one in of_table(row["example"], lang, "claims")} == {row["side"]}


CASUALTIES = [*rows("fr", "casualties", "outcome_nouns"), *rows("fr", "casualties", "predicates")]
CASUALTIES += [*rows("en", "casualties", "outcome_nouns"), *rows("en", "casualties", "predicates")]


@pytest.mark.parametrize(("lang", "row"), CASUALTIES)
def test_casualty_outcome(lang, row):
    assert row["outcome"] in {one.outcome for one in of_table(row["example"], lang, "casualties")}


DEEDS = rows("fr", "casualties", "deeds")


@pytest.mark.parametrize(("lang", "row"), DEEDS)
def test_casualty_deed(lang, row):
    assert row["outcome"] in {one.outcome for one in of_table(row["example"], lang, "casualties")}


PEOPLE = [*rows("fr", "casualties", "people"), *rows("en", "casualties", "people")]


@pytest.mark.parametrize(("lang", "row"), PEOPLE)
def test_casualty_people(lang, row):
    assert row["category"] in {one.person_category for one in of_table(row["example"], lang, "casualties")}


STATUSES = [*rows("fr", "mobilisation", "statuses"), *rows("en", "mobilisation", "statuses")]


@pytest.mark.parametrize(("lang", "row"), STATUSES, ids=[f"{lang}-{row['name']}" for lang, row in STATUSES])
def test_force_status(lang, row):
    assert row["status"] in {one.status for one in of_table(row["example"], lang, "mobilisation")}


TRIGGERS = [*rows("fr", "mobilisation", "triggers"), *rows("en", "mobilisation", "triggers")]


@pytest.mark.parametrize(("lang", "row"), TRIGGERS)
def test_force_trigger(lang, row):
    assert row["type"] in {one.mobilisation_type for one in of_table(row["example"], lang, "mobilisation")}


GROUND = [
    (lang, row)
    for lang in ("fr", "en")
    for group in ("verbs", "nouns", "phrases")
    for row in word_list("territory", lang)[group]
]


@pytest.mark.parametrize(("lang", "row"), GROUND)
def test_territory_frame(lang, row):
    found = of_table(row["example"], lang, "territory")
    kinds = {one.territory_type for one in found}
    taken = {"capture", "recapture"}
    assert row["type"] in kinds or (row["type"] in taken and kinds & taken)
    assert all(one.place for one in found)
