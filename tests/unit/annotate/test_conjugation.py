import pytest

from extractors.annotate.lexicon import conjugate


def forms(lemma, lang="fr"):
    return {one.words: one.tense for one in conjugate(lemma, lang)}


@pytest.mark.parametrize(
    ("lemma", "words", "tense"),
    [
        ("annoncer", "annonçait", "imperfect"),
        ("exiger", "exigea", "past"),
        ("révéler", "révèle", "present"),
        ("révéler", "révélera", "future"),
        ("rappeler", "rappelle", "present"),
        ("rejeter", "rejettent", "present"),
        ("marteler", "martèle", "present"),
        ("déployer", "déploie", "present"),
        ("avertir", "avertissent", "present"),
        ("démentir", "dément", "present"),
        ("reconnaître", "reconnaîtra", "future"),
        ("soutenir", "soutient", "present"),
        ("contredire", "contredisait", "imperfect"),
        ("conquérir", "conquis", "participle"),
        ("prétendre", "prétendirent", "past"),
        ("craindre", "craignant", "gerund"),
        ("balayer", "balaie", "present"),
    ],
)
def test_french_forms(lemma, words, tense):
    assert forms(lemma)[words] == tense


@pytest.mark.parametrize(("lemma", "words"), [("say", "said"), ("deny", "denied"), ("put", "put"), ("swear", "sworn")])
def test_english_forms(lemma, words):
    assert words in forms(lemma, "en")


def test_only_the_verb_itself_is_conjugated_like_aller():
    assert "installe" in forms("installer")
