"""Cuts English text into words as Universal Dependencies does (EWT and GUM).

A token is written as the tuple of its offsets in the text: its start, the cuts between its words
if it is a contraction, and its end. "don't" at the start of a text is ``(0, 2, 5)``: the words
"do" and "n't", which share no characters. Every character that is not white space belongs to
exactly one word.

White space parts the text into chunks; a chunk is cut by one regular expression whose alternatives
are all bounded in length, and a chunk longer than `LONGEST` is cut there first, so that the time
is linear in the text whatever the text is. Most chunks of a text have been seen before: a cache
holds how they were cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise, zip_longest

Token = tuple[int, ...]

LONGEST = 400  # characters: above the longest URL of the training treebanks (203)

# Letters may carry combining marks and invisible joiners; `\w` alone would part them.
_MARK = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f"
_LETTER = rf"[^\W\d_{_MARK}][{_MARK}]{{0,8}}"
_WORD = rf"(?:{_LETTER}){{1,{LONGEST}}}"
_QUOTE = "['’‘`´]"

# Prefixes that stay with their hyphen: in the training parts of EWT and GUM each is joined in
# most of its cases ("non" in 57 of 58, "e" in 43 of 46), while all other hyphens are words.
_PREFIXES = (
    "anti|arch|bi|co|contra|counter|cross|de|dis|e|extra|ex|hyper|infra|inter|intra|macro|meta|"
    "micro|mid|mini|mis|mono|multi|neo|non|over|poly|post|pre|pro|proto|pseudo|psycho|re|semi|"
    "socio|sub|super|trans|tri|ultra|under|uni|un"
)
_TOP = (
    "com|org|net|gov|edu|mil|int|info|biz|eu|uk|de|fr|pl|lt|lv|ee|ua|ru|fi|se|dk|cz|sk|hu|ro|bg|"
    "gr|nl|lu|ch|es|pt|ie|us|ca|au|nz|jp|cn|tw|hk|il|tr|ge|md|tv|io|ly|"
    "(?:by|no|be|at|it|is|in|me|co)(?=/)"  # words of English: only before a path
)
_FILE = "docx?|xlsx?|pptx?|pdf|txt|html?|php|jpe?g|png|gif|zip|exe|mp[34]|url|csv|json"
_UNIT = r"[ap]\.?m|[km]|mm|bn?|mn|tn|kg|km|ft|lbs?|cm|kph|mph|hrs?|min|sec|kW|MW|GW|G?Hz|[GMK]B"

# In order of precedence. No alternative looks further than a fixed number of characters.
_PATTERNS = (
    # addresses
    ("url", r"(?i:https?://|ftp://|www\.|mailto:|doi:)[^\s<>\"“”]{1,400}"),
    ("mail", r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}"),
    (
        "site",
        rf"(?:[A-Za-z0-9][A-Za-z0-9-]{{0,62}}\.){{1,5}}(?:{_TOP})(?![\w@])"
        r"(?:/[^\s<>\"“”]{0,300})?",
    ),
    ("file", rf"(?:\w[\w.~#-]{{0,60}})?\.(?i:{_FILE})(?!\w)"),
    ("group", r"(?:[a-z]{2,12}\.){2,5}[a-z]{2,15}(?!\w)"),
    ("handle", r"[@#][A-Za-z_]\w{1,60}"),
    # faces
    ("face", r"[<>]?[:;=][-o^']?[)(\]\[DPp/\\|*]{1,3}(?!\w)|\^_*\^|<3|</3|-_-|\(:(?!\S)"),
    # numbers
    ("clock", r"\d{1,2}[:.]\d\d(?=[aApP]\.?[mM])"),
    ("dialled", r"(?<!\w)\+\d{1,15}(?:-\d{1,6})*(?!\w)"),
    (
        "phone",
        r"(?<!\w)\d{1,4}(?:-\d{2,5}){2,4}(?!\w)|(?:\d{3}/)?(?:\d{3}-)?(?:\d|\d{3}|\d{5})-\d{4}(?!\w)",
    ),
    ("date", r"\d{1,4}/\d{1,2}/\d{1,4}(?![\w/])"),
    (
        "day",
        r"(?!(?:1/[234]|2/3|3/4)(?!\d))(?<![\w/])(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?![\w/])",
    ),
    ("ordinal", r"\d{1,9}(?:,\d{3}){0,3}(?i:st|nd|rd|th)(?!\w)"),
    ("decade", rf"{_QUOTE}?\d{{1,4}}s(?!\w)|(?!20[1-9]){_QUOTE}?\d{{0,3}}0{_QUOTE}s(?!\w)"),
    ("year", rf"{_QUOTE}\d\d(?!\w)"),
    ("amount", rf"\d{{1,12}}(?:[.,]\d{{1,12}}){{0,5}}(?=(?i:{_UNIT})(?!\w))"),
    ("code", r"(?=[^\W_]{0,30}\d)(?=\d{0,30}[^\W\d_])[^\W_]{2,60}(?:\.\d{1,20}){0,4}"),
    ("grouped", r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,20})?(?!\d)"),
    ("number", r"(?:(?<![\w)])\.)?\d{1,40}(?:[.:]\d{1,20}){0,8}"),
    # short forms
    ("money", r"(?:US|AU?|CA?|NZ|HK|U)\$"),
    ("slashed", r"(?i:w/o(?:ut)?|w/|s/he|b/[ct]|l/c|n/a|c/o|a/c)(?!\w)"),
    ("dotted", r"[^\W\d_](?:\.[^\W\d_]){1,8}(?!\w)|[Pp][Hh]\.?D(?!\w)|[MB]\.Sc(?!\w)"),
    ("company", r"[A-Z]{1,4}(?:&[A-Z]{1,4}){1,3}(?!\w)|[a-z]&[a-z](?!\w)"),
    # words
    ("snake", rf"[^\W_]{{1,{LONGEST}}}(?:_[^\W_]{{1,60}}){{1,8}}"),
    ("prefixed", rf"(?<!-)(?![A-Z]{{2}})(?:(?i:{_PREFIXES})-){{1,2}}(?:{_WORD}|\d{{1,4}}s?)"),
    ("suffixed", rf"{_WORD}-(?:wise|esque|ish)(?!\w)"),
    ("broken", r"(?<![\w-])[A-Za-z]{1,3}-(?!.)"),
    ("brand", r"Yahoo!"),
    ("word", rf"{_WORD}(?:{_QUOTE}{_WORD}){{0,4}}"),
    ("clitic", rf"{_QUOTE}(?i:s|d|m|ll|re|ve|em|n|til|tis|twas|cause|bout)(?!\w)"),
    # signs that repeat
    ("ellipsis", r"\.{2,400}|…{1,9}|\[\.{3}\]|\[…\]"),
    ("shout", r"[!?]{2,400}|[.,:;]\?(?!\w)"),  # ".?" is how lost characters show in EWT
    ("rule", r"(?P<sign>[-=*_~+#<>|^$/\\])(?P=sign){1,399}"),
    ("quotes", r"``|''|’’|‘’|‘‘|,,"),
    ("arrow", r"[-=]>|<[-=]|[<>]="),
    ("other", rf".[{_MARK}]{{0,{LONGEST}}}"),
)

_ONE = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS), re.DOTALL)
_CHUNK = re.compile(rf"\S{{1,{LONGEST}}}")
_OPEN_ENDED = frozenset({"url", "mail", "site"})
_WORDY = frozenset({"word", "dotted", "prefixed", "suffixed", "code", "company"})
_TRAIL = ".,;:!?)]}>'’”\"*"

_NEGATION = re.compile(rf".*[^\W\d_](n{_QUOTE}t)", re.IGNORECASE | re.DOTALL)
_CLITIC = re.compile(rf".*[\w.)]({_QUOTE}(?:s|m|d|ll|re|ve))", re.IGNORECASE | re.DOTALL)

# Contractions written without an apostrophe, and where they are cut. Left alone, because the other
# reading is as common in the treebanks: id, ill, shell, well, were, shed, lets.
_FUSED = {
    "cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "dont": 2, "didnt": 3, "doesnt": 4,
    "isnt": 2, "wasnt": 3, "arent": 3, "werent": 4, "havent": 4, "hasnt": 3, "hadnt": 3,
    "couldnt": 5, "wouldnt": 5, "shouldnt": 6, "cant": 2, "wont": 2, "aint": 2,
    "im": 1, "ive": 1, "youre": 3, "youve": 3, "theyre": 4, "theyve": 4, "weve": 2,
    "hes": 2, "shes": 3, "thats": 4, "whats": 4, "theres": 5, "heres": 4, "youll": 3, "theyll": 4,
    "itll": 2, "arnt": 2, "alot": 1, "outta": 3, "elses": 4, "lemme": 3,
    "gimme": 3,
}  # fmt: skip
# "its" and "your" for "it's" and "you're": before words that cannot follow a possessive. In the
# training parts this is right 30 times and wrong never.
_MISSPELT = {"its": 2, "Its": 2, "your": 3, "Your": 3}
_AFTER_VERBS = (
    "a an the not in on for from like my our his her their your this been going gonna getting "
    "looking calling called really simply just also so too nothing because about me"
)
_FOLLOWING = frozenset(_AFTER_VERBS.split())


# Abbreviations that keep their period.
_TITLES = (
    "adm amb asst atty brig capt cmdr col comdr cpl dr fr gen gov hon insp lt maj messrs mlle mme "
    "mr mrs ms msgr mt pres prof rep reps rev sen sens sgt sr jr st ste supt"
)
_MONTHS = "jan feb apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri"
_TRADE = "inc ltd co corp bros llc assn dept univ est govt div intl natl"
_OTHERS = (
    "vs al approx attn ave blvd ca cf ect ed eds esp et ext fig figs ft eg ie hr hrs lb lbs misc "
    "mfg mtg op oz para ph pp pt pvt rd ref resp sec tel viz vol vols yr yrs avg max min ps tec "
    "arrv lv"
)
_ABBREVIATIONS = frozenset(" ".join((_TITLES, _MONTHS, _TRADE, _OTHERS)).split())
# Days, months, places and "v." (versus), which may be other words: before a name or a number.
_PLACES = "Sat Sun Mar La Va Pa Wash Mass Miss Que Ont Conn Fla Calif Ill v"
# These keep it before a number ("No. 5"), the last before anything but a new sentence ("etc. and").
_COUNTED = "no nos art p mar sat sun ch v"
_CAPITALISED = frozenset(_PLACES.split())
_BEFORE_NUMBERS = frozenset(_COUNTED.split())
_CLOSING = "etc"


def tokenise(text: str) -> list[Token]:
    """The tokens of `text`, in order (see the head of this module)."""
    found: list[Token] = []
    chunks = list(_CHUNK.finditer(text))
    for chunk, after in zip_longest(chunks, chunks[1:]):
        start, form = chunk.start(), chunk[0]
        if form in _MISSPELT and after and after[0] in _FOLLOWING:
            found.append((start, start + _MISSPELT[form], chunk.end()))
            continue
        cuts = _cut(form, "" if after is None else _kind(text[after.start()]))
        found.extend([tuple([start + cut for cut in token]) for token in cuts])
    return found


def words(tokens: Iterable[Token]) -> list[tuple[int, int]]:
    """The start and end of each word of `tokens`."""
    return [pair for token in tokens for pair in pairwise(token)]


def _kind(sign: str) -> str:
    """What matters of the first character of what follows."""
    if sign.isupper():
        return "A"
    if sign.islower():
        return "a"
    return "0" if sign.isdigit() else sign


@lru_cache(maxsize=30_000)
def _cut(chunk: str, follows: str) -> tuple[Token, ...]:
    """The tokens of `chunk`, which holds no white space, before what begins with `follows`."""
    return tuple(_tokens(chunk, follows))


def _tokens(chunk: str, follows: str) -> Iterator[Token]:
    at = 0
    while match := _ONE.match(chunk, at):
        kind, end = match.lastgroup, match.end()
        if kind in _OPEN_ENDED:
            end = at + max(1, len(match[0].rstrip(_TRAIL)))
        elif kind in _WORDY and chunk[end : end + 1] == ".":
            after = _kind(chunk[end + 1]) if end + 1 < len(chunk) else follows
            end += _keeps_period(match[0], after)
        yield _words(chunk, at, end) if kind in _WORDY else (at, end)
        at = end


def _keeps_period(word: str, follows: str) -> bool:
    """Whether the period after `word` belongs to it, before what begins with `follows`."""
    lower = word.lower()
    if "." in word or lower in _ABBREVIATIONS:
        return True
    if len(word) == 1:
        return (word.isupper() and word != "I" and follows != "") or follows == "0"
    if word in _CAPITALISED:
        return follows in ("A", "0", ",", "-")
    if lower in _BEFORE_NUMBERS:
        return follows == "0"
    return lower == _CLOSING and follows in ("a", ",", "0", ")", ";", ":")


def _words(chunk: str, start: int, end: int) -> Token:
    """The token of the characters `start` to `end` of `chunk`, cut where it is a contraction."""
    text = chunk[start:end]
    if fused := _FUSED.get(text.lower()):
        return (start, start + fused, end)
    cuts = [end]
    while match := _NEGATION.fullmatch(chunk, start, cuts[0]) or _CLITIC.fullmatch(
        chunk, start, cuts[0]
    ):
        cuts.insert(0, match.start(1))
    return (start, *cuts)
