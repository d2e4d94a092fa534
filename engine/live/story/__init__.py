"""What a recording shows: sentences, scenes, and the stage they are on."""

from engine.live.story.scenes import Frame, scenes
from engine.live.story.sentences import Words, told
from engine.live.story.stage import stage

__all__ = ["Frame", "Words", "scenes", "stage", "told"]
