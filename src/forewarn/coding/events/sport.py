"""Sentences about sport, where attacks and defeats are none."""

from __future__ import annotations

from forewarn.language.doc import Doc

# A sentence with one of these is about sport.
SPORT = frozenset(
    [
        *("match", "goal", "cup", "tournament", "league", "championship", "coach", "striker"),
        *("midfielder", "olympics", "medal", "semifinal", "quarterfinal", "playoff", "innings"),
        *("goalkeeper", "defender", "football", "soccer", "basketball", "tennis", "cricket"),
        *("hockey", "rugby", "scorer", "batsman", "quarterback", "touchdown", "winger", "bowler"),
        *("wicket", "marathon", "peloton", "sprinter", "referee", "umpire", "racehorse", "jockey"),
        *("golfer", "gymnast", "half-time", "offside", "biathlon", "slalom", "boxer", "cyclist"),
        *("skier", "skater", "swimmer", "weightlifter", "wrestler", "qualifier", "hat-trick"),
        *("heavyweight", "velodrome", "tiebreak", "scrum", "equaliser", "equalizer", "grandmaster"),
    ]
)


class Sport:
    """Which sentences of a text are about sport."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._known: dict[int, bool] = {}

    def tells_of(self, i: int) -> bool:
        """Whether the sentence of word `i` is about sport."""
        sentence = self._doc.sentence_of[i]
        if sentence not in self._known:
            start, end = self._doc.sentences[sentence]
            lemmas = {self._doc.words[k].lemma.lower() for k in range(start, end)}
            self._known[sentence] = bool(lemmas & SPORT)
        return self._known[sentence]
