# python3 bench/taught/scenes/paste.py <folder of stamps> <folder of photographs> <out>: pictures for bench/taught/measure.js, of photographed
# things pasted on photographs: sizes of 3 to 40 % of the picture, other perspectives, light and colour, some covered in part, with other
# things around. The stamps are those of Debian's tuxpaint-stamps-default (usr/share/tuxpaint/stamps); photographs any, not the bank's.
# Needs Pillow and numpy. Always the same pictures for the same files.
import glob, json, math, os, random, sys
import numpy as np
from PIL import Image, ImageEnhance, ImageFilter

WIDTH, HEIGHT = 640, 480
PICTURES_OF_A_THING, PICTURES_WITHOUT = 15, 30
# What is looked for: names of stamps (several: the thing is any of them), the most that one takes of the picture, the most in one picture.
THINGS = {
    'turkey': (['Roast_turkey'], 0.4, 1), 'cherimoya': (['cherimoya'], 0.4, 1), 'mince pie': (['Mince_Pie'], 0.4, 1),
    'light bulb': (['Lightbulb'], 0.4, 1), 'smoker': (['German_Christmas_toy'], 0.3, 1), 'drum': (['drum_tomtom_floor'], 0.4, 1),
    'cement mixer': (['cementmixer'], 0.4, 1), 'inukshuk': (['inukshuk-photo'], 0.4, 1), 'stethoscope': (['stethoscope'], 0.4, 1),
    'wheel': (['wheel_tractor'], 0.4, 1), 'kettle': (['kettle'], 0.12, 1), 'walnut': (['walnut'], 0.06, 3),
    'coin': (['001', '002', '005', '010', '020', '050', '100', '200'], 0.06, 3),
    'pig': (['pig', 'pig_golden', 'pig_golden2'], 0.4, 1), 'fox': (['fox'], 0.4, 1),
}
AROUND = '''frog magellanic_penguin nandou seahorse chimp dolphin otter goat doe donkey ferret koala wombat Apricot_whole avocado kiwi
orange_seville ginger cymbal_crash guitar_classical cylinder home_compost_bin spade grannysmith anemone_red daffodil Christmas_pudding
chineseJunk balloon360 apollo_lander dumper squirrel corn yam pitcher_small teapot wheelie_bin toolbox hammer measuring_tape garbagecan
pepper_grinder mug onion broccoli candle grave-d rambutan capybara tucan crowned_crane'''.split()


def main(stamps, photographs, out):
    files = sorted(glob.glob(f'{stamps}/**/*.png', recursive=True))
    paths = {}
    for path in files:
        name = os.path.basename(path)[:-4]
        # Coins of the euro have names that other coins have too.
        if 'cartoon' not in path and (not name.isdigit() or '/euro/' in path):
            paths.setdefault(name, path)
    backgrounds = sorted(glob.glob(f'{photographs}/*.jpg') + glob.glob(f'{photographs}/*.png'))
    os.makedirs(out, exist_ok=True)
    jobs = [(f'{thing}-{i}', thing) for thing in THINGS for i in range(PICTURES_OF_A_THING)]
    jobs += [(f'without-{i}', None) for i in range(PICTURES_WITHOUT)]
    views = []
    for name, thing in jobs:
        chance = random.Random(name)
        background = chance.choice(backgrounds)
        picture, boxes = compose(thing, crop_of(background, chance), paths, chance)
        picture.save(f'{out}/{name}.jpg', quality=chance.randint(70, 92))
        things = [{'label': thing, 'visible': 1, 'box': shares_of(box)} for box in boxes]
        views.append({'name': name, 'place': os.path.basename(background), 'things': things})
    with open(f'{out}/views.json', 'w') as file:
        json.dump(views, file, indent=1)


def compose(thing, picture, paths, chance):
    boxes = []
    for _ in range(chance.randint(1, 4)):
        stamp = stamp_of(paths[chance.choice(AROUND)], chance.uniform(0.02, 0.12), chance)
        paste(picture, stamp, place_of(stamp, chance, 0.2))
    if thing is None:
        return picture, boxes
    names, most_share, most = THINGS[thing]
    for _ in range(chance.randint(1, most)):
        share = math.exp(chance.uniform(math.log(0.02 if most_share < 0.1 else 0.03), math.log(most_share)))
        stamp = stamp_of(paths[chance.choice(names)], share, chance)
        for _ in range(20):
            box = (*place_of(stamp, chance, 0), *stamp.size)
            if all(shared(box, other) == 0 for other in boxes):
                paste(picture, stamp, box[:2])
                boxes.append(box)
                break
    if chance.random() < 0.25:
        cover(picture, boxes, paths, chance)
    return picture, boxes


def cover(picture, boxes, paths, chance):
    """Something in front of the first thing, over a tenth to a third of its box, and over no more than that of another."""
    x, y, width, height = boxes[0]
    stamp = stamp_of(paths[chance.choice(AROUND)], width * height / WIDTH / HEIGHT * chance.uniform(0.3, 0.7), chance)
    for _ in range(30):
        box = (*place_of(stamp, chance, 0.5), *stamp.size)
        hidden = [shared(other, box) / (other[2] * other[3]) for other in boxes]
        if 0.1 < hidden[0] < 0.35 and max(hidden) < 0.35:
            return paste(picture, stamp, box[:2])


def crop_of(path, chance):
    photo = Image.open(path).convert('RGB')
    scale = min(photo.width / WIDTH, photo.height / HEIGHT) * chance.uniform(0.75, 1)
    width, height = int(WIDTH * scale), int(HEIGHT * scale)
    x, y = chance.randint(0, photo.width - width), chance.randint(0, photo.height - height)
    crop = photo.crop((x, y, x + width, y + height)).resize((WIDTH, HEIGHT), Image.BICUBIC)
    return ImageEnhance.Brightness(crop).enhance(chance.uniform(0.7, 1.2))


def stamp_of(path, share, chance):
    """A stamp in another light, seen from another side, as large as a share of the picture."""
    stamp = Image.open(path).convert('RGBA')
    stamp.thumbnail((700, 700), Image.LANCZOS)
    if chance.random() < 0.5:
        stamp = stamp.transpose(Image.FLIP_LEFT_RIGHT)
    alpha, colours = stamp.getchannel('A'), stamp.convert('RGB')
    for change, least, most in ((ImageEnhance.Brightness, 0.65, 1.35), (ImageEnhance.Contrast, 0.7, 1.25), (ImageEnhance.Color, 0.6, 1.3)):
        colours = change(colours).enhance(chance.uniform(least, most))
    warmth = chance.uniform(-0.12, 0.12)
    levels = np.asarray(colours) * np.array([1 + warmth, 1, 1 - warmth])
    levels = levels * np.linspace(chance.uniform(0.75, 1.1), chance.uniform(0.75, 1.1), stamp.width)[None, :, None]
    stamp = Image.fromarray(np.clip(levels, 0, 255).astype('uint8'))
    stamp.putalpha(alpha)
    width, height = stamp.size
    corners = [(0, 0), (0, height), (width, height), (width, 0)]
    moved = [v + chance.uniform(-0.12, 0.12) * side for corner in corners for v, side in zip(corner, stamp.size)]
    stamp = stamp.transform(stamp.size, Image.QUAD, moved, Image.BICUBIC)
    stamp = stamp.rotate(chance.uniform(-15, 15), expand=True, resample=Image.BICUBIC)
    stamp = stamp.crop(stamp.getchannel('A').point(lambda value: 255 * (value > 60)).getbbox())
    scale = min((share * WIDTH * HEIGHT / stamp.width / stamp.height) ** 0.5, 0.95 * WIDTH / stamp.width, 0.95 * HEIGHT / stamp.height)
    stamp = stamp.resize((max(4, int(stamp.width * scale)), max(4, int(stamp.height * scale))), Image.LANCZOS)
    return stamp.filter(ImageFilter.GaussianBlur(chance.uniform(0.4, 1.2))) if chance.random() < 0.3 else stamp


def paste(picture, stamp, place):
    shadow = Image.new('RGBA', stamp.size)
    shadow.putalpha(stamp.getchannel('A').point(lambda value: int(value * 0.45)))
    picture.paste(shadow, (place[0] + 4, place[1] + 5), shadow.filter(ImageFilter.GaussianBlur(5)))
    picture.paste(stamp, tuple(place), stamp)


def place_of(stamp, chance, outside):
    """A corner for a stamp of which a share of the sides may lie outside the picture."""
    sides = zip((WIDTH, HEIGHT), stamp.size)
    return [chance.randint(int(-outside * side), int(whole - (1 - outside) * side)) for whole, side in sides]


def shared(a, b):
    across = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    down = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    return max(0, across) * max(0, down)


def shares_of(box):
    return [round(value / whole, 4) for value, whole in zip(box, (WIDTH, HEIGHT, WIDTH, HEIGHT))]


main(*sys.argv[1:])
