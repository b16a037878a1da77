/** A voice as the form sees it: how large it is, how densely it plays, whose it is and where it stands. */
export interface FormVoice {
  /** Share of the photo, above 0. Of all voices the first has the largest; voices of one object stand together. */
  readonly areaShare: number;
  /** Onsets of chords a second when it plays alone at the piece's tempo, 0 or more. */
  readonly onsetsPerSecond: number;
  /** Voices of one object share it. */
  readonly object: string;
  /** Where it stands in the photo, 0–1 from the left and from the top. */
  readonly centre: { readonly x: number; readonly y: number };
}

/** A stretch of the piece under one letter. */
export interface Section {
  /** A, B, C … in order of appearance. */
  readonly material: string;
  /** From 0. */
  readonly fromBar: number;
  readonly bars: number;
  /** 0 the first time, 1 where it returns with another cadence. */
  readonly variation: number;
}

/** How a phrase ends: on the dominant, or on the tonic. */
export type Cadence = 'half' | 'full';

/** One bar of material: what is composed once and may sound several times. */
export interface MaterialBar {
  /** Of the section in which it first sounds. */
  readonly letter: string;
  /** Place in its phrase, 0–3. */
  readonly bar: number;
  /** On the last bar of a phrase. */
  readonly cadence?: Cadence;
}

/** The opening of a voice that another takes up. */
export interface ImitationModel {
  readonly voice: number;
  /** Bar of material that it begins in. */
  readonly firstBar: number;
}

/**
 * A voice that is to begin some bars with what an earlier voice plays: with its motif, or, in canon, with all of it some beats later.
 * Whether the harmony and its own object allow it turns out when it is decoded.
 */
export interface Imitation {
  readonly kind: 'answer' | 'canon';
  readonly voice: number;
  /** Bar of material that it begins in, and how many bars there are. */
  readonly firstBar: number;
  readonly bars: number;
  /** What may be imitated, the preferred first; of voices before this one. */
  readonly models: readonly ImitationModel[];
}

/** A piece bar by bar before a note of it is decoded: what returns where, and who plays in what. */
export interface Form {
  /** Without gaps from the first bar to the last. */
  readonly sections: readonly Section[];
  /** For each bar of the piece, the bar of material that sounds in it; bars of material are numbered by first appearance. */
  readonly bars: readonly number[];
  readonly material: readonly MaterialBar[];
  /** For each voice, the bars of material that it plays, ascending, at least one. */
  readonly casts: readonly (readonly number[])[];
  /**
   * For each voice, the bars of material in which it gives way to another's turn, holding its last chord through the
   * first two of them; none of its cast.
   */
  readonly holds: readonly (readonly number[])[];
  /** In the order of the voices. */
  readonly imitations: readonly Imitation[];
}
