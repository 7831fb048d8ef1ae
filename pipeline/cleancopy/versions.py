"""The versions of what is installed, as reports print them."""

from functools import cache


@cache
def version(package: str) -> str:
    """The version of an installed package. Looked up once: its description is read for that."""
    from importlib.metadata import version as installed  # much for those who do not ask

    return installed(package)
