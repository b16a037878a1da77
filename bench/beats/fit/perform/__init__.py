"""Plays a score as a person might, so that the beats of what is played are known."""

from perform.beat_grid import beat_grid
from perform.excerpt import draw_excerpt
from perform.mistakes import with_mistakes
from perform.play import play
from perform.swing import draw_swing
from perform.take import finish_take
from perform.tempo_curve import draw_tempo_curve
from perform.texture import with_texture
from perform.touch import draw_touch


def perform(score, rng, max_seconds=90):
    """Plays a score, or an excerpt of about so many seconds.

    score: as `score_format.typed` returns it. rng: numpy's Generator; equal ones play equally.
    Returns {"notes": [n, 4] of pitch, onset, duration, velocity, by onset; "beats": seconds; "is_downbeat": of each
    beat; "freedom": how freely it is played, 0–1}; None if the score is too short.
    """
    grid = beat_grid(score["measures"])
    if len(grid) < 8:
        return None
    freedom = rng.beta(1.2, 1.2)
    excerpt = draw_excerpt(score, grid, rng, max_seconds)
    if excerpt is None:
        return None
    grid = excerpt.grid
    transposition = int(rng.integers(-6, 7))
    notes = with_texture(excerpt.notes, grid, rng, score["collection"])
    curve = draw_tempo_curve(notes, grid, rng, excerpt.quarters_per_second, freedom)
    swing = draw_swing(grid, rng)
    touch = draw_touch(grid, rng, freedom)
    played = with_mistakes(play(notes, curve, swing, touch, rng, transposition), rng)
    return finish_take(played, curve, rng, freedom)
