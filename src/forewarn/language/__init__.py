"""Words, sentences, Universal Dependencies trees and names of a text.

`load` gives a `Pipeline`: our own for English, or a spaCy or Stanza pipeline that the user names.
`Pipeline.read` turns texts into `Doc`s.
"""

from forewarn.language.doc import Doc, Name, NameLabel, Word
from forewarn.language.pipeline import Pipeline, load

__all__ = ["Doc", "Name", "NameLabel", "Pipeline", "Word", "load"]
