"""Pages that stand where a live blog should, each answered with 200, in original words."""

from __future__ import annotations

from tests.unit.collecting.newsroom import Item


def teasers(count: int = 12) -> str:
    """A list of other articles with times, as an error page or a front page offers it."""
    return "".join(
        f'<li class="teaser"><time datetime="2024-10-30T{8 + n:02d}:30:00Z">{8 + n}:30</time> '
        f'<a href="/economy/story-{n}">{Item(n).words} The port authority of Lower Sambre gave the figures.</a></li>'
        for n in range(count)
    )


def page(title: str, main: str, lang: str = "en", head: str = "") -> bytes:
    """A whole page."""
    return (
        f"<!DOCTYPE html><html lang={lang}><head><title>{title}</title>{head}</head><body>{main}</body></html>"
    ).encode()


WALLS = {
    "a challenge in English": page(
        "Just a moment...",
        "<h1>paper.localhost</h1><p>Verify you are human by completing the action below.</p>"
        '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate.js"></script>',
    ),
    "a challenge in French": page(
        "paper.localhost",
        "<p>Prouvez que vous n’êtes pas un robot pour continuer.</p>"
        '<script src="https://geo.captcha-delivery.com/captcha/?cid=1"></script>',
        "fr",
    ),
    "a refusal in English": page("Access denied", "<h1>Access denied</h1><p>Your request was blocked by a rule.</p>"),
    "a refusal in French": page(
        "Accès restreint", "<h1>Accès temporairement restreint</h1><p>Un trafic inhabituel a été observé.</p>", "fr"
    ),
    "consent in English": page(
        "Canal briefing – live",
        "<h1>We value your privacy</h1><p>We and our partners store cookies on your device.</p>"
        "<button>Accept all cookies</button><button>Manage preferences</button>",
    ),
    "consent in French": page(
        "Le direct du canal",
        "<h1>Votre confidentialité</h1><p>Nous et nos partenaires déposons des cookies sur votre appareil.</p>"
        "<button>Accepter et continuer</button><a>Continuer sans accepter</a>",
        "fr",
    ),
    "a soft 404 in English": page(
        "Page not found | The Paper", f"<h1>Sorry, this page could not be found</h1><h2>Latest</h2><ul>{teasers()}</ul>"
    ),
    "a soft 404 in French": page(
        "Page introuvable - Le Journal", f"<h1>Erreur 404</h1><h2>Derniers articles</h2><ul>{teasers()}</ul>", "fr"
    ),
}
SCRIPTED = {
    "English": page(
        "Canal briefing: live updates",
        '<h1>Canal briefing: live</h1><div id="app"></div><script src="/live-center.js"></script>',
    ),
    "French": page(
        "Le canal en direct",
        "<h1>Le canal en direct</h1><p>Si le live ne s’affiche pas, rafraîchissez la page.</p>"
        '<div class="liveblog-embed"></div><script src="/a.js"></script>',
        "fr",
    ),
}
