"""An invented day as the report's queries would return it; all sentences are our own."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

DAY = date(2024, 10, 30)
META = {"day": DAY, "build_id": "20241031T003000Z"}

SAID = [
    # hour, speaker, role, kind, side, stance, topic, quote, relay, outlet
    ("06:10", "État-major ukrainien", None, "military", "UKR", "estimates", "casualties",
     "l’armée russe aurait perdu environ 693 640 hommes depuis février 2022", None, 0),
    ("07:25", "Oleh Syniehoubov", "gouverneur régional", "person", "UKR", "asserts", "strikes",
     "deux habitants ont été blessés dans la nuit par une bombe planante", None, 0),
    ("08:40", "Ministère russe de la défense", None, "ministry", "RUS", "claims", "territory",
     "le groupement Ouest s’est emparé du village de Krougliakivka", "TASS", 0),
    ("09:05", "Russian Ministry of Defence", None, "ministry", "RUS", "claims", "territory",
     "its western group had taken the village of Kruhliakivka", None, 1),
    ("10:30", "Oleksandr Lytvynenko", "secrétaire du Conseil de sécurité", "person", "UKR", "announces", "mobilisation",
     "160 000 personnes supplémentaires seront appelées", "AFP", 0),
    ("10:32", None, None, "anonymous", "UKR", "asserts", "mobilisation",
     "cet appel s’étalera sur trois mois, précise une source sous couvert d’anonymat", "AFP", 0),
    ("12:15", "Pat Ryder", "Pentagon spokesman", "person", "UKR_ALLY", "estimates", "foreign_troops",
     "about two thousand more North Koreans were on their way to the border region", None, 1),
    ("13:00", "Mark Rutte", "secrétaire général de l’Otan", "person", "UKR_ALLY", "confirms", "foreign_troops",
     "des unités nord-coréennes se trouvent dans la région de Koursk", None, 0),
    ("14:45", "Vassili Nebenzia", "ambassadeur à l’ONU", "person", "RUS", "denies", "foreign_troops",
     "aucun soldat nord-coréen ne se trouve sur la ligne de front", "Reuters", 0),
    ("15:20", "Lloyd Austin", "secrétaire à la Défense", "person", "UKR_ALLY", "demands", "foreign_troops",
     "Pyongyang doit retirer ses soldats de Russie", None, 0),
    ("16:05", "International Atomic Energy Agency", None, "igo", "IGO", "warns", "nuclear",
     "one of the two remaining power lines could fail again", None, 1),
    ("18:30", None, None, "newsroom", "MEDIA", "reports", "casualties",
     "le bilan de la frappe est passé à quatre morts", None, 0),
]  # fmt: skip
OUTLETS = ("Le Fil de l’Est", "The Harbour Lantern")
ZONES = ("Europe/Paris", "Europe/London")
DEAD = {"unit": "persons", "rate_period": None}
MOVED = {"unit": "persons", "rate_period": None, "period_start": None}


def claims() -> list[dict[str, Any]]:
    return [_claim(number, said) for number, said in enumerate(SAID)]


def _claim(number: int, said: tuple[Any, ...]) -> dict[str, Any]:
    hour, speaker, role, kind, side, stance, topic, quote, relay, outlet = said
    return {
        "claim_id": f"{number:032x}",
        "published_at": datetime.fromisoformat(f"{DAY}T{hour}:00+00:00"),
        "url": f"https://live.example/2024/10/30#post-{number}",
        "speaker": speaker,
        "speaker_role": role,
        "speaker_kind": kind,
        "speaker_side": side,
        "stance": stance,
        "modality": "conditional" if "aurait" in quote else "fact",
        "polarity": -1 if stance == "denies" else 1,
        "quote_type": "direct" if number % 3 == 0 else "indirect",
        "topic": topic,
        "attribution": [{"name": relay, "role": "relay_agency"}] if relay else [],
        "quote": quote,
        "sentence": f"Selon le direct, {quote}, sans autre précision.",
        "lang": "en" if outlet else "fr",
        "lifecycle": "edited" if number == 11 else "live",
        "n_observations": 2 if number == 11 else 1,
        "first_quote": "le bilan de la frappe est passé à trois morts" if number == 11 else quote,
        "outlet": OUTLETS[outlet],
        "timezone": ZONES[outlet],
    }


def _fact(number: int, **columns: Any) -> dict[str, Any]:
    claim = claims()[number]
    kept = ("claim_id", "published_at", "url", "speaker", "speaker_side", "polarity", "quote", "sentence", "lang",
            "lifecycle", "outlet", "timezone")  # fmt: skip
    figures = {name: columns.get(name) for name in ("low", "best", "high")}
    return {
        **{name: claim[name] for name in kept},
        "fact_id": f"f{number:031x}",
        "hedge": "unquantified",
        "unit": None,
        "quantity_text": None,
        "place": None,
        **figures,
        **{f"first_{name}": value for name, value in figures.items()},
        **columns,
    }


def tables() -> dict[str, list[dict[str, Any]]]:
    return {
        "claims": claims(),
        "casualties": [
            _fact(0, **DEAD, outcome="casualties_total", person_category="combatant", side="RUS", best=693640.0,
                  hedge="approx", is_running_total=True),
            _fact(1, **DEAD, outcome="wounded", person_category="civilian", side="UKR", low=2.0, best=2.0, high=2.0,
                  hedge="exact", is_running_total=False, place="Kharkiv"),
            _fact(11, **DEAD, outcome="killed", person_category="unknown", side="UKR", low=4.0, best=4.0, high=4.0,
                  hedge="exact", is_running_total=False, first_best=3.0, first_low=3.0, first_high=3.0),
        ],
        "mobilisation": [
            _fact(4, **MOVED, mobilisation_type="mobilisation_wave", status="announced", target_or_achieved="target",
                  side="UKR", force_country="UA", is_foreign_force=False, low=160000.0, best=160000.0, high=160000.0,
                  hedge="exact", period_end=date(2025, 1, 29)),
            _fact(6, **MOVED, mobilisation_type="foreign_deployment", status="imminent", target_or_achieved="expected",
                  side="RUS", force_country="KP", is_foreign_force=True, best=2000.0, hedge="approx",
                  period_end=None, place="Kursk region"),
        ],
        "territory": [
            _fact(2, territory_type="capture", claim_status="claimed_by_gainer", side_gaining="RUS", side_losing="UKR",
                  place="Krougliakivka", geo_precision="settlement"),
            _fact(3, territory_type="capture", claim_status="claimed_by_gainer", side_gaining="RUS", side_losing="UKR",
                  place="Kruhliakivka", geo_precision="settlement"),
        ],
        "totals": [
            {"speaker_key": "ua-staff", "speaker": "État-major ukrainien", "speaker_side": "UKR", "side": "RUS",
             "outcome": "casualties_total", "published_on": DAY - timedelta(days=6 - number), "figure": figure}
            for number, figure in enumerate((684280.0, 685910.0, 687600.0, 689040.0, 690720.0, 692080.0, 693640.0))
        ],
        "coverage": coverage(),
    }  # fmt: skip


def coverage() -> list[dict[str, Any]]:
    rows = []
    for number, (outlet, posts) in enumerate(zip((*OUTLETS, "Météo du front"), (34, 18, 0), strict=True)):
        for back in range(6, -1, -1):
            failed = number == 2 and back == 0
            rows.append({
                "outlet_id": f"outlet-{number}",
                "outlet": outlet,
                "day": DAY - timedelta(days=back),
                "status": "failed" if failed else "collected" if posts else "no_blog",
                "snapshots": 1,
                "is_complete": not failed and not (number == 1 and back == 3),
                "posts": max(0, posts + 9 * (back % 3) - 5 * back) if posts else 0,
                "claims": posts,
                "quarantined": 0,
                "message": "The page has no post that any strategy can read." if failed else None,
            })  # fmt: skip
    return rows


def quality() -> list[dict[str, Any]]:
    return [
        {"suite": "volume", "check": "posts_dropped", "severity": "warning", "is_passed": False, "outlet": "the-wire",
         "observed": "1 of them unexpected: 2024-10-30 posts_change_pct=-61.5",
         "expected": "posts no more than 50 % below the median of the 28 days before", "row_count": 1},
        {"suite": "volume", "check": "posts_collapsed", "severity": "critical", "is_passed": True, "outlet": None,
         "observed": "3 rows, none unexpected",
         "expected": "posts no more than 80 % below the median of the 28 days before", "row_count": 3},
        {"suite": "ranges", "check": "casualties_low_at_most_best", "severity": "critical", "is_passed": True,
         "outlet": None, "observed": "1204 rows, none unexpected", "expected": "low ≤ best where both are given",
         "row_count": 1204},
    ]  # fmt: skip
