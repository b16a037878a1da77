# /usr/bin/python3 photos.py <folder of unpacked packages> <bank folder>: makes the bank's photographs out of packages. The first folder holds
#   debian/  dpkg -x of lomiri-wallpapers-16.04 20.04.0, palapeli-data 22.12.3,
#            gcompris-qt-data 3.1 and blender-data 3.4.1 into one folder
#   pypi/    scikit-image 0.18.3's skimage/ and scikit-learn 1.9.1's sklearn/
# Needs Debian's python3-numpy and python3-opencv. Prints the rows of ../bank/CREDITS.md. None of the pictures shows what the starter collection
# teaches; the interior of blender-data is turned away from its desk lamp.
import os, struct, sys
os.environ['OPENCV_IO_ENABLE_OPENEXR'] = '1'
import cv2
import numpy as np

LONGEST_SIDE = 640
VERSIONS = {
    'scikit-image': 'scikit-image 0.18.3',
    'scikit-learn': 'scikit-learn 1.9.1',
    'blender-data': "Debian's blender-data 3.4.1",
    'palapeli-data': "Debian's palapeli-data 22.12.3",
    'lomiri-wallpapers-16.04': "Debian's lomiri-wallpapers-16.04 20.04.0",
    'gcompris-qt-data': "Debian's gcompris-qt-data 3.1",
}
WALLPAPERS = 'debian/usr/share/backgrounds/'
PALAPELI = 'debian/usr/share/palapeli/collection/'
SKIES = 'debian/usr/share/blender/datafiles/studiolights/world/'
ZAAL = ('Greg Zaal', 'CC0', 'blender-data')
LOMIRI, PUZZLE = 'lomiri-wallpapers-16.04', 'palapeli-data'
# name, file, part (left, top, right, bottom in shares) or the direction of a panorama in degrees, (author, licence, package)
PHOTOS = [
    ('coffee', 'pypi/skimage/data/coffee.png', None, ('Rachel Michetti', 'CC0', 'scikit-image')),
    ('chelsea', 'pypi/skimage/data/chelsea.png', None, ('Stefan van der Walt', 'CC0', 'scikit-image')),
    ('astronaut', 'pypi/skimage/data/astronaut.png', None, ('NASA', 'public domain', 'scikit-image')),
    ('rocket', 'pypi/skimage/data/rocket.jpg', None, ('SpaceX', 'public domain', 'scikit-image')),
    ('china', 'pypi/sklearn/datasets/images/china.jpg', None, ('danielbuechele', 'CC BY 2.0', 'scikit-learn')),
    ('flower', 'pypi/sklearn/datasets/images/flower.jpg', None, ('vultilion', 'CC BY 2.0', 'scikit-learn')),
    ('bed', SKIES + 'interior.exr', 315, ZAAL),
    ('armchair', SKIES + 'interior.exr', 185, ZAAL),
    ('door', SKIES + 'interior.exr', 10, ZAAL),
    ('yard', SKIES + 'courtyard.exr', 225, ZAAL),
    ('yard-dog', SKIES + 'courtyard.exr', 45, ZAAL),
    ('car-park', SKIES + 'city.exr', 90, ZAAL),
    ('quay', SKIES + 'sunset.exr', 315, ZAAL),
    ('garden', SKIES + 'forest.exr', 290, ZAAL),
    ('bridge', PALAPELI + 'cincinnati-bridge.jpg', None, ('Derek Jensen', 'public domain', PUZZLE)),
    ('citrus', PALAPELI + 'citrus-fruits.jpg', None, ('US Department of Agriculture', 'public domain', PUZZLE)),
    ('bee', PALAPELI + 'european-honey-bee.jpg', None, ('John Severns', 'public domain', PUZZLE)),
    ('brushes', WALLPAPERS + 'Picture_1A_by_freespace.jpg', None, ('Trevor "Freespace"', 'CC BY 4.0', LOMIRI)),
    ('fig', WALLPAPERS + 'Picture_0B_by_freespace.jpg', None, ('Trevor "Freespace"', 'CC BY 4.0', LOMIRI)),
    ('window-dogs', WALLPAPERS + 'friends_by_Aitzol_Berasategi.jpg', (0, .1, 1, .75), ('Aitzol Berasategi', 'CC BY 4.0', LOMIRI)),
    ('hills', WALLPAPERS + 'aitzgorri_by_Aitzol_Berasategi.jpg', (0, .1, .7, .9), ('Aitzol Berasategi', 'CC BY 4.0', LOMIRI)),
    ('stream', WALLPAPERS + 'life_by_Aitzol_Berasategi.jpg', None, ('Aitzol Berasategi', 'CC BY 4.0', LOMIRI)),
    ('clock', WALLPAPERS + 'greentock_by_Peter_Nerlich.jpg', None, ('Peter Nerlich', 'CC BY-SA 4.0', LOMIRI)),
    ('lemurs', ('explore_world_animals', 'lemur.webp'), None, ('Sannse', 'CC BY-SA 3.0', 'gcompris-qt-data')),
]


def rectilinear(panorama, turn, width=320, height=240, field=80):
    """What a camera sees that looks that way and 8 degrees down. A panorama of 1024 pixels has no more than 228 in 80 degrees."""
    focal = width / 2 / np.tan(np.radians(field / 2))
    x, y = np.meshgrid(np.arange(width) - width / 2 + .5, np.arange(height) - height / 2 + .5)
    pitch = np.radians(-8)
    down = y * np.cos(pitch) - focal * np.sin(pitch)
    ahead = y * np.sin(pitch) + focal * np.cos(pitch)
    longitude = np.arctan2(x, ahead) + np.radians(turn)
    latitude = np.arctan2(down, np.hypot(x, ahead))
    u = (longitude / (2 * np.pi) % 1) * panorama.shape[1] - .5
    v = (latitude / np.pi + .5) * panorama.shape[0] - .5
    seen = cv2.remap(panorama, u.astype(np.float32), v.astype(np.float32), cv2.INTER_CUBIC, borderMode=cv2.BORDER_WRAP)
    return developed(np.maximum(seen, 0))


def developed(light):
    """Reinhard's curve with a white point of 3, the mean in the logarithm at a quarter."""
    light = light * .25 / np.exp(np.log(light.mean(2) + 1e-3).mean())
    light = light * (1 + light / 9) / (1 + light)
    return (np.clip(light, 0, 1) ** (1 / 2.2) * 255).astype(np.uint8)


def from_resources(bundle, wanted):
    """One file of a Qt resource bundle (format 3, not compressed), as bytes."""
    data = open(bundle, 'rb').read()
    _, version, tree, files, names = struct.unpack('>4sIIII', data[:20])
    size = 22 if version >= 2 else 14

    def name_at(offset):
        at = names + offset
        length = struct.unpack('>H', data[at:at + 2])[0]
        return data[at + 6:at + 6 + 2 * length].decode('utf-16-be')

    def walk(node):
        at = tree + node * size
        name, flags = struct.unpack('>IH', data[at:at + 6])
        if flags & 2:
            count, first = struct.unpack('>II', data[at + 6:at + 14])
            for child in range(first, first + count):
                yield from walk(child)
        elif name_at(name) == wanted:
            start = files + struct.unpack('>I', data[at + 10:at + 14])[0]
            length = struct.unpack('>I', data[start:start + 4])[0]
            yield data[start + 4:start + 4 + length]

    return next(walk(0))


def read(packages, file, part):
    if isinstance(file, tuple):
        activity, name = file
        bundle = os.path.join(packages, f'debian/usr/share/gcompris-qt/rcc/{activity}.rcc')
        return cv2.imdecode(np.frombuffer(from_resources(bundle, name), np.uint8), cv2.IMREAD_COLOR)
    path = os.path.join(packages, file)
    if path.endswith('.exr'):
        return rectilinear(cv2.imread(path, cv2.IMREAD_UNCHANGED)[:, :, :3].astype(np.float32), part)
    picture = cv2.imread(path, cv2.IMREAD_COLOR)
    height, width = picture.shape[:2]
    left, top, right, bottom = part or (0, 0, 1, 1)
    return picture[int(top * height):int(bottom * height), int(left * width):int(right * width)]


packages, out = sys.argv[1:3]
for name, file, part, (author, licence, package) in PHOTOS:
    picture = read(packages, file, part)
    scale = min(1, LONGEST_SIDE / max(picture.shape[:2]))
    if scale < 1:
        picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    quality = 88
    while True:
        _, jpeg = cv2.imencode('.jpg', picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
        if len(jpeg) <= 50_000 or quality <= 60:
            break
        quality -= 4
    open(os.path.join(out, f'real-{name}.jpg'), 'wb').write(jpeg.tobytes())
    print(f'| real-{name}.jpg | {author} | {licence} | {VERSIONS[package]} |')
