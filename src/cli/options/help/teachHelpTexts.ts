// What stands below the options in the help of the commands that teach objects.

export const TEACH_HELP = `
Examples:
  mirror teach coffee-grinder kitchen.jpg              draws boxes to choose from
  mirror teach coffee-grinder kitchen.jpg --box 3      the third of them
  mirror teach coffee-grinder kitchen.jpg --box 412,230,96,140
  mirror teach coffee-grinder shelf.jpg --box 10%,20%,8%,15%
  mirror teach coffee-grinder --not hall.jpg cellar/   it is not in these
  mirror teach coffee-grinder --check                  how well it is known

The detector has words for 80 things. What it has no word for, it can be shown:
a box around it in two to five photos, from several sides, near and far. Then it
is found in other photos, and there it wins its place over a label of COCO that
lies on it. One photo a call; calls add up, on one photo as well.

What looks much the same each time is learned: this grinder, that lamp. Things of
one kind that look another way each time are not, and two that look alike are not
told apart.

The object needs recordings as any other, before or after, but no labels. What is
kept of a photo stands in objects/<object>/taught of your collection, with a small
picture of what each box shows; \`mirror forget\` takes it away.
`;

export const FORGET_HELP = `
Examples:
  mirror forget coffee-grinder kitchen.jpg   what this photo taught
  mirror forget coffee-grinder               all that it was taught

A photo that is gone is known by the name of its file. What ships with the program
stays there and is left out of your collection. \`mirror restore\` with the object's
name brings back what was forgotten last.
`;
