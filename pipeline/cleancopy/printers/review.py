"""The review page: articles to decide on in the browser, in one offline file or from a server."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from cleancopy.decisions.record import FORMAT
from cleancopy.folders import REPORTS
from cleancopy.printers.page import template
from cleancopy.printers.reviewed import Article, batch_digest, index_row
from cleancopy.versions import version

MOST = 500  # articles in one file: more makes it too large to be sent, and slow to open

# In the order in which they need each other.
SCRIPTS = (
    "dom", "text", "outcome", "record", "keys", "filter", "bulk", "settings", "file-store",
    "server-store", "review", "arrange", "layout", "article", "notes", "editor", "queue", "facts",
    "filter-form", "head", "desk", "deeds", "dialog", "keys-dialog", "many-dialog",
    "export-dialog", "conflict-dialog", "main",
)  # fmt: skip
_IMPORT = re.compile(r'^import (\{[^}]*\}) from "\./([\w-]+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:const|class|function) (\w+))", re.MULTILINE)
# What could end a script early, and what HTML cannot hold or UTF-8 cannot write.
_ESCAPED = re.compile("[<\u2028\u2029\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def to_review(articles: Sequence[Article], rules: Mapping[str, Any]) -> str:
    """The page with all of its articles in it. It loads nothing; decisions stay in the browser.

    `articles` are objects of `article_data`, `rules` what `rule_texts` says of them.
    """
    used = {
        (rule["name"], rule["title"])
        for article in articles
        for item in article["items"]
        for rule in item["rules"]
    }
    config = {
        "mode": "file",
        "batch": batch_digest(articles),
        "articles": [index_row(number, article) for number, article in enumerate(articles)],
        "rules": {
            name: rules.get(name, {"title": title, "why": ""}) for name, title in sorted(used)
        },
    }
    return _page(config, articles)


def to_served_review(batch: str, rules: Mapping[str, Any]) -> str:
    """The page that asks a server beside it, below `api/`, for the queue and the articles.

    The numbers of the articles go from 0 on; `batch` is what `batch_digest` says of all of them.
    """
    return _page({"mode": "server", "batch": batch, "rules": dict(sorted(rules.items()))}, ())


def embedded(data: Any) -> Markup:
    """JSON that can stand in a script element, whatever the texts hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(_ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


@cache
def script(names: tuple[str, ...] = SCRIPTS) -> str:
    """The scripts of the page in one, as no page can import what lies beside it in a folder."""
    return "const modules = {};\n" + "".join(map(_module, names))


def _module(name: str) -> str:
    """A script with a scope of its own, and what it exports under its name."""
    text = (REPORTS / "review" / f"{name}.js").read_text(encoding="utf-8")
    exports = ", ".join(_EXPORT.findall(text))
    body = _EXPORT.sub("", _IMPORT.sub(r'const \1 = modules["\2"];', text))
    return f'modules["{name}"] = (() => {{\n{body}return {{ {exports} }};\n}})();\n'


@cache
def _style() -> str:
    files = (REPORTS / "review" / name for name in ("review.css", "paper.css"))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def _page(config: Mapping[str, Any], articles: Sequence[Article]) -> str:
    served = config["mode"] == "server"
    told = {**config, "version": version("cleancopy"), "format": FORMAT}
    return template("review/review.html.j2").render(
        config=embedded(told),
        articles=[embedded(article) for article in articles],
        title=articles[0]["name"] if len(articles) == 1 else "Review",
        style=Markup(_style()),
        script=Markup(script()),
        style_hash=_hash(_style()),
        script_hash=_hash(script()),
        connect="'self'" if served else "'none'",
        version=version("cleancopy"),
    )


def _hash(text: str) -> str:
    """How a content security policy names an inline script or style."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
