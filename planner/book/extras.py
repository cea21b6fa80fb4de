"""What other programs knew of a record besides our fields, as it is read: ORACLE_ID__C becomes "Oracle ID"; kept as it came."""

import re
from collections.abc import Mapping

_LOUD = (
    "ABN API CEO CFO COO CRM CTO DUNS EIN ERP EU GPS HQ HR ID IBAN IT KPI NACE NAICS NPS PO SAP SIC SKU SLA UID UK URL US VAT "
    "VIP"
)
_PLAIN = (
    "account active activity address annual assistant assistant's billing birth birthday business by city clean code company "
    "contact count country county created currency custom customer date deal deleted department description domain email "
    "employee employees expected expiration external fax field first fiscal forecast for home in industry is job last lead "
    "level line lines main mailing manager manager's method mobile modified month name next note notes number of office on "
    "opportunity order other owner ownership page parent phone phones picture postal preferred priority probability product "
    "quantity rating reason record referred region rep reports revenue sales score seen segment service shipping site size "
    "source spouse stage state status step street support symbol ticker tier title to total type updated upsell value web "
    "website work year zip"
)
_ACRONYMS, _WORDS = frozenset(_LOUD.split()), frozenset(_PLAIN.split())
"""Words that are told apart where a program runs them together, and that begin small where it does not."""
LONGEST = 40
"""Letters of a name of run-together words; what is longer is no such name."""
_OWN_FIELD = r"__(c|pc|r)$"
_PACKAGE = r"^[a-z]\w{1,14}?__(?=\w)"
_HUMPS = r"(?<=[a-zß-ÿ]{2})(?=[A-ZÀ-Þ])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z]{2})(?=\d+$)"


def extras(extra: Mapping[str, str]) -> list[str]:
    """Each as "Oracle ID: 4-2068", in the order in which it came; what the program keeps for itself is left out."""
    said = (f"{label(name)}: {value}" for name, value in extra.items() if not name.startswith("_") and value)
    return list(dict.fromkeys(said))


def label(name: str) -> str:
    """The name of another program's column as one would write it; a name that is readable stays as it is."""
    loud = not any(map(str.islower, re.sub(_OWN_FIELD, "", name, flags=re.IGNORECASE)))
    bare = re.sub(_PACKAGE, "", re.sub(_OWN_FIELD, "", name.strip(), flags=re.IGNORECASE), flags=re.IGNORECASE)
    glued = " " not in bare.strip()
    spaced = re.sub(_HUMPS, " ", bare) if glued and not loud else bare
    words = [part for word in re.sub(r"[_\s]+", " ", spaced).split() for part in (_apart(word) if glued else [word])]
    said = " ".join(_cased(word, loud, glued) for word in words)
    return said[:1].upper() + said[1:] or name


def _cased(word: str, loud: bool, glued: bool) -> str:
    if word.upper() in _ACRONYMS and (glued or word.isupper()):
        return word.upper()
    if word.isupper() and not loud and len(word) > 1:
        return word
    return word.lower() if loud or glued or word.lower() in _WORDS else word


def _apart(word: str) -> list[str]:
    """Words that were run together, where all of it is words that we know: NUMBEROFEMPLOYEES; else the word as it is."""
    if not word.isascii() or len(word) > LONGEST:
        return [word]
    ways: list[list[str]] = [[]]
    for end in range(1, len(word) + 1):
        found = [
            [*ways[start], word[start:end]]
            for start in range(end)
            if (ways[start] or not start) and _is_word(word[start:end])
        ]
        ways.append(min(found, key=len, default=[]))
    return ways[-1] or [word]


def _is_word(text: str) -> bool:
    return text.lower() in _WORDS or text.upper() in _ACRONYMS
