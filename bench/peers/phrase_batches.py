"""What the network of kind phrase learns, as tensors: the file that ownTraining.js writes, and batches of it."""

from collections import namedtuple

import torch

# What of a batch is chance is drawn here, so that the network is a function.
# events: [B * W] those of the windows. remembered: [B, look back + W] as rows of the task's histories, those before the window
# first. held: [B * W] as rows of the task's held keys. depths: [B, W] events that each may look back on.
# planned: [B * W, 1] 0 where the latent plans nothing.
# noise: [B, latent]. kept: [B, 1, hidden] or None. pitch: Questions.
# fields: one [B * W, 1] of 0 or 1 for each head of a field. notes: Questions for each head of notes.
Batch = namedtuple("Batch", "events remembered held depths planned noise kept pitch fields notes")
# at: [N] which of the batch's events. row: [N] what is asked, as a row of the task's tensors of questions. joined: [N, 1]
# 0 where the head answers alone.
Questions = namedtuple("Questions", "at row joined")


class Task:
    """Tensors of all recorded events; chords are padded to the largest, and masks say which notes there are."""

    def __init__(self, data):
        events, rows, sizes = data["events"], data["rows"], data["sizes"]
        self.data, self.sizes = data, sizes
        self.fields = [head for head in data["heads"] if head in data["eventFields"]]
        self.note_heads = [head for head in data["heads"] if head.startswith("note")]
        self.first, self.before = torch.tensor(data["windows"]), torch.tensor(data["before"])
        # Where each window's share ends, of all the draws of an epoch.
        self.ends = torch.tensor(data["shares"], dtype=torch.float64).cumsum(0)
        self.symbols = {field: torch.tensor(events[field]) for field in data["eventFields"]}
        self.position = torch.tensor(events["metricalPosition"])
        counts = torch.tensor([len(chord) for chord in events["pitch"]])
        most = int(counts.max())
        pad = lambda lists: torch.tensor([some + [0] * (most - len(some)) for some in lists])
        pitch = pad(events["pitch"])
        self.has_note = torch.arange(most) < counts[:, None]
        self.in_chord = self.has_note & (counts > 1)[:, None]
        # [events * most notes]
        self.notes = {head: pad(events[head]).flatten() for head in self.note_heads}
        pitch_rows, rank_rows = rows["pitch"] + pitch, rows["rank"] + pad(events["rank"])
        # [events * most notes, 2]
        self.note_rows = torch.stack([pitch_rows, rank_rows], 2).flatten(0, 1)

        # Sets of symbols as counts for each row of the embedding: their sum of embeddings is a matrix product.
        count = data["shapes"]["embedding"][0]
        one = lambda field: torch.nn.functional.one_hot(rows[field] + torch.tensor(events[field]), count).float()
        each = torch.nn.functional.one_hot(pitch_rows, count).float() * self.has_note[..., None]
        chord, position = each.sum(1), one("metricalPosition")
        known, self.known_before = chord, {}
        for field in data["eventFields"]:
            self.known_before[field] = known
            known = known + one(field)
        # [events, slots, rows]: the whole event; what is known before each field; what is known before its notes.
        slots = [known + position, *(self.known_before[field] for field in self.fields), known]
        self.known = torch.stack(slots, 1)
        # A history holds the first rows only. The last of the histories is empty; the last of the held keys says that they are
        # not known.
        counted = (chord + position + one("interOnset"))[:, : sizes["historyRows"]]
        self.history = torch.cat([counted, torch.zeros_like(counted[:1])])
        self.held = torch.zeros_like(self.history)
        self.held[-1, rows["heldUnknown"]] = 1
        for field, symbols in data["held"].items():
            keys = [(event, symbol) for event, some in enumerate(symbols) for symbol in some]
            event, symbol = torch.tensor(keys, dtype=torch.long).view(-1, 2).unbind(1)
            self.held.index_put_((event, rows[field] + symbol), torch.tensor(1.0), accumulate=True)
        # The events of each metrical position, one position behind the other, and how many they are.
        self.by_position = self.position.argsort()
        self.at_position = self.position.bincount(minlength=sizes["symbols"]["metricalPosition"])
        self.first_at_position = self.at_position.cumsum(0) - self.at_position

        # A chord is a chain of rising pitches and its end: a question for each note and one more,
        # [events * (1 + most notes)]; what may not follow is barred; what came before is the row of a sum.
        pitches, end = sizes["symbols"]["pitch"], torch.full((len(counts), 1), -1)
        self.asked = torch.arange(most + 1) <= counts[:, None]
        next_pitch = torch.where(self.asked, torch.cat([pitch, end], 1), 0)
        next_pitch[torch.arange(len(counts)), counts] = pitches
        last = torch.cat([end, pitch], 1)[..., None]
        symbols = torch.arange(pitches + 1)
        barred = (symbols <= last) | ((symbols == pitches) & (last < 0))
        own = slice(rows["pitch"], rows["pitch"] + pitches)
        chain = torch.cat([torch.zeros(len(counts), 1, pitches), each[..., own].cumsum(1)], 1)
        self.next_pitch, self.chain = next_pitch.flatten(), chain.flatten(0, 1)
        self.barred = torch.zeros(barred.shape).masked_fill(barred, -torch.inf).flatten(0, 1)

    def draw_windows(self):
        """As often as their shares ask, evenly spread (systematic sampling), in any order."""
        examples = self.data["schedule"]["examples"]
        places = torch.arange(examples) + torch.rand(1, dtype=torch.float64)
        drawn = torch.searchsorted(self.ends * examples, places, right=True)
        return drawn.clamp(max=len(self.ends) - 1)[torch.randperm(examples)]

    def draw_alike(self, events):
        """For each event any that stands at its metrical position."""
        position = self.position[events]
        draws = (torch.rand(events.shape) * self.at_position[position]).long()
        return self.by_position[self.first_at_position[position] + draws]

    def draw_batch(self, chosen, forgetting, noise=None):
        """A batch of windows with all its chance; `noise` [B, latent] where it is given."""
        sizes = self.sizes
        back, size, count = sizes["lookBack"], sizes["window"], len(chosen)
        places = torch.arange(-back, size)
        windows = (self.first[chosen, None] + places).clamp(min=0)
        events = windows[:, back:].reshape(-1)
        is_cut = torch.rand(count, 1) < forgetting["cut"]
        before = self.before[chosen, None].clamp(max=back) * ~is_cut
        is_known = (places >= -before) & (torch.rand(windows.shape) >= forgetting["dropped"])
        is_replaced = torch.rand(windows.shape) < forgetting["replaced"]
        remembered = torch.where(is_replaced, self.draw_alike(windows), windows)
        unknown = len(self.position)
        # What the latent does not plan looks back on one event, on two or on all.
        unplanned = torch.rand(count, size) < forgetting["unplanned"]
        reach = torch.tensor([1, 2, back])[torch.randint(3, (count, size))]
        joined = lambda length: (torch.rand(length, 1) >= forgetting["alone"]).float()

        def ask(mask):
            at, note = mask.nonzero(as_tuple=True)
            return Questions(at, events.index_select(0, at) * mask.shape[1] + note, joined(len(at))), note

        in_chord = self.in_chord[events]
        dropout = forgetting["dropout"]
        pitch, note = ask(self.asked[events])
        # A head that knows nothing yet of the event cannot answer alone.
        pitch.joined.masked_fill_((note == 0)[:, None], 1)
        return Batch(
            events,
            torch.where(is_known, remembered, unknown),
            torch.where(is_cut, unknown, windows[:, back:]).flatten(),
            torch.where(unplanned, reach, back),
            (~unplanned).float().view(-1, 1),
            torch.randn(count, sizes["latent"]) if noise is None else noise,
            (torch.rand(count, 1, sizes["hidden"]) >= dropout) / (1 - dropout) if dropout > 0 else None,
            pitch,
            [joined(len(events)) for _ in self.fields],
            [ask(in_chord & (torch.rand(in_chord.shape) < forgetting["notesAsked"]))[0] for _ in self.note_heads],
        )
