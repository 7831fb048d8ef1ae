"""The numbers of Chinese and Japanese: figures, characters, and figures with 万 and 亿."""

from __future__ import annotations

import re
from decimal import Decimal

_ROW = ("零〇", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九")
_DIGITS = {sign: Decimal(value) for value, signs in enumerate(_ROW) for sign in signs}
_SMALL = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000)}
_POWERS = {4: "万萬", 8: "亿億", 12: "兆"}
_LARGE = {sign: Decimal(10) ** power for power, signs in _POWERS.items() for sign in signs}
_TENTHS = "成割"  # tenths of a whole
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民国": 1911, "民國": 1911}

_ONE = r"\d{1,3}(?:,\d{3})+(?:[.．・]\d+)?|\d{1,30}(?:[.．・]\d{1,10})?"
_TIMES = "(?:十|百|千(?![米克瓦卡赫伏])|[万萬亿億]|兆(?![焦瓦赫帕字]))"
_MORE = "[多余餘来來几幾数數]?"  # some more than
CHINESE = re.compile(
    rf"(?:{'|'.join(_ERAS)})(?:\d{{1,2}}|元)(?=年)"
    rf"|(?:{_ONE})(?: ?{_MORE}{_TIMES}(?:{_ONE})?){{0,8}}[{_TENTHS}]?"
    rf"|[{''.join(_DIGITS)}十百千万萬亿億兆]{{1,20}}[{_TENTHS}]?"
)


def in_characters(written: str) -> tuple[Decimal, ...]:
    """What a match of CHINESE may be worth; nothing where it says no number."""
    for era, year in _ERAS.items():
        if written.startswith(era):
            return (Decimal(year + int(written.removeprefix(era).replace("元", "1"))),)
    tens = 10 if written[-1] in _TENTHS else 1
    signs = re.findall(rf"{_ONE}|{_TIMES}|[{''.join(_DIGITS)}]", written)
    if len(signs) > 1 and all(sign in _DIGITS for sign in signs):
        return (Decimal("".join(str(_DIGITS[sign]) for sign in signs)),)
    return (_sum(signs) * tens,)


def _sum(signs: list[str]) -> Decimal:
    total, section, number = Decimal(0), Decimal(0), Decimal(0)
    for sign in signs:
        if sign in _SMALL:
            section, number = section + (number or 1) * _SMALL[sign], Decimal(0)
        elif sign in _LARGE:
            total, section = total + ((section + number) or 1) * _LARGE[sign], Decimal(0)
            number = Decimal(0)
        else:
            number = _DIGITS[sign] if sign in _DIGITS else _read(sign)
    return total + section + number


def _read(sign: str) -> Decimal:
    return Decimal(sign.replace(",", "").replace("・", ".").replace("．", "."))
