// What stands below the options in the help of the commands that tend the collection.

export const LABELS_HELP = `
One line for each label of COCO, in COCO's order: the object that answers it,
(yours) if it stands in your collection, and the starter object that yours has
won the label from.

Examples:
  mirror labels
  mirror labels --json   label, answeredBy, shelf, overridden
`;

export const EDIT_HELP = `
Examples:
  mirror edit kettle --labels toaster        instead of those it has
  mirror edit kettle --add-labels cup,bowl
  mirror edit kettle --remove-labels bowl --instrument "church organ"
  mirror edit kettle --rename samovar
  mirror edit clock --instrument celesta     an object that ships with the program

Decoders go on playing; nothing has to be trained again. \`mirror restore\` with
the object's name takes an edit back.

An object that ships with the program stays as it is. Your edit of it is kept in
your collection, in objects/starter-edits.json.
`;

export const REMOVE_HELP = `
Examples:
  mirror remove kettle                  with its recordings and decoders
  mirror remove kettle take2.mid        one recording; the others stay
  mirror remove clock                   an object that ships with the program
  mirror remove --empty-trash           for good

What is removed lies in objects/.trash of your collection, and \`mirror restore\`
brings it back. Audio goes with its transcription, and the other way round. If an
object of yours took the place of one that ships with the program, that one
answers again. --empty-trash also deletes the rooms that were removed in the studio.
`;

export const RESTORE_HELP = `
Examples:
  mirror restore                   what can be taken back, the newest first
  mirror restore kettle            the newest about it: a removal or an edit
  mirror restore kettle --entry 3  an older one, by the number in the list

Where a name is taken meanwhile, what comes back gets a number: kettle-2. An edit
that was taken back can be made again the same way.
`;
