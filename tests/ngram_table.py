"""The table of n-grams by which languages are told, made of langdetect's profiles.

`python tests/ngram_table.py --write` writes it anew; without `--write` it is only compared.
"""

import sys
from pathlib import Path

from langdetect import PROFILES_DIRECTORY  # type: ignore[import-untyped]

from cleancopy.ngrams import TABLE, compiled

if __name__ == "__main__":
    table = compiled(Path(PROFILES_DIRECTORY))
    if "--write" in sys.argv:
        TABLE.write_bytes(table)
    sys.exit(table != TABLE.read_bytes())
