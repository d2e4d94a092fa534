"""The story of a recording: how frames stand at each step, and a sentence for it."""

from engine.live.story.scenes import Frame, scenes
from engine.live.story.sentences import Words, told
from engine.live.story.stage import stage

__all__ = ["Frame", "Words", "scenes", "stage", "told"]
