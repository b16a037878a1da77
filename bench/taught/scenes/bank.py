# blender -b -P bank.py -- <folder> [first last]: renders the bank's scenes: tables, rooms, streets, gardens with things drawn by chance, none of
# which the starter collection teaches. Runs in the folder that holds lib.py and the unpacked furniture. Writes used.json beside.
import json, math, os, random, sys
sys.path.insert(0, '.')
import bpy
from mathutils import Vector
import lib
from lib import C0, BY, SC, KL, area, box, cat, fabric, plain, reset, sun, table, tiles, wallpaint, wood, world

RE = 'Reallusion'
given = sys.argv[sys.argv.index('--') + 1:]
folder = given[0]
first, last = (int(given[1]), int(given[2])) if len(given) > 2 else (0, 36)
ON_TABLE = [(C0, n) for n in 'butter caffe_final cissors_swap comb cosmeticsPot kitchenaid mamadeira plasticCup ruler textMarker tetrapak yogurtBottle flacon headphones iphone littlePlant basketball kalender numberLock beerGlass orchids cupcake hotDog woodToy bootie handbag box cactus teddyBear'.split()] + \
  [(BY, n) for n in 'backpack beer_bottle book clock coffee_cup fork gift glass kitchenblender luckyBamboo microwave mobile radio spoon thermometer rubix2 ballonFoot chessboard kitchenScale wirelessOfficePhone3 cocktailGlass hamburger laptop spider_plant succulentPlant sunglasses toyTrain tulip xylophone mp3Station saltShaker white_lily tulips'.split()] + \
  [(KL, n) for n in 'bathroom-tissue spray-bottle ashtray bowl coffee-mug 12-oz-glass highball-glass oil-servers dinner-plate plate-and-ustensils flashlight tape-measure newspaper stapler red-wine-bottle-01 apple-ibook-2001'.split()] + \
  [(SC, n) for n in 'bowl old_jar pottery sushi_tray tray wine_bottle vase1 vase2 vase3 jar office_box pencil1 apples calla_lily_with_roses creamer cup frame1 frame2 glasses phone sugar teapot basic_camera birthday_cake folded_clothes sneakers reflex_camera woman_shoes squeezer bonsai-tree doll mocassin roasted-chicken tablet chapeau casque keys perceuse-electrique marteau candle bowlWithFruits bowlWithSalad electronicScale toaster spiceTower sandwichMaker paperTowelHolder steak frenchFries playstation4'.split()]
IN_ROOM = [(C0, n) for n in 'armchair bed1 bed2 caballito deer kitchenaid L_shaped_sofa oakChair oakTable pianoAQueue plasticChair poolTable radiator1 relaxChair shelves speaker2 stool table_football tableFan tableWithTablecloth televisionCabinet toiletsUnit washbasin sofa wardrobeWithSlidingDoors cupboard desk electricGuitar armchair2 babyRockingBed cuckooClock modernArmchair box briefcase decorativePlant dustbin plant refrigerator sofa2 table winchesterArmchair designChair drawersCabinet glassDoorCabinet pianoBench thonet tennisRacket'.split()] + \
  [(BY, n) for n in 'arbolito backpack bunkBed carrito-de-madera childChair coffeeTable cornerSofa green_stool juniorBed kitchenIsland leaf_chair piano simpleDesk suit table_tennis wardrobe washing_machine wheelchair mediumIndoorPlant officeTable sofa2 spatifilum tvStand yuccaPlant bulldog siameseCat armchair1 fotel suitcase treadmill fountain plaidChair workbench sofa3 kitchenChair'.split()] + \
  [(KL, n) for n in 'futon-couch mid-century-chair chair-ottoman bar-stool dining-chair folding-table glass-dining-table MIDI-keyboard utility-shelving mid-century-sofa trunk-large office-chair filing-cabinet apple-imac-1998 fridge'.split()] + \
  [(SC, n) for n in 'bed1 iron_bed wardrobe1 armchair3 black_table chair3 clear_sofa coffee_table maceta tv office_chair tubular_chair bar_chair beige_sofa crib kids_desk_table kitchen_stool leather_sofa modern_armchair baby_high_chair christmas_tree dryer_machine inkjet_and_scanner_printer puff water_cooler ficus aquarium doll-house stroller tricycle cat dog rabbit clothes-horse cardboard-box fireplace1 indoor-bike step-ladder-wood rattanArmchair clothes-basket'.split()]
ON_STREET = [(C0, n) for n in 'forkLift motorbike umbrella crate barrel pallet fence wheelbarrow bench peterbilt mofx_mailbox shippingContainer'.split()] + \
  [(BY, n) for n in 'bike fordFocus dafTruck'.split()] + [(KL, n) for n in 'concept-sedan-01v2 VW-new-beetle scooter fire-hydrant park-trashcan concrete-bench residential-trashcan recycling-bin cafe-table cafe-chair female-01-casual-clothing male-01-suit'.split()] + \
  [(SC, n) for n in 'seat_leon peugeot-308 renault-scenic yamaha-yzr-r6 scooter truck bicycle bus scooter2 suv van smart-car cone cityBus letters_box parque skateboard bush sycamoreMaple acacia'.split()] + [(RE, 'female01'), (RE, 'male01'), (RE, 'female02'), (RE, 'male02'), (RE, 'girlStanding')]
IN_GARDEN = [(C0, n) for n in 'relaxChair flowerBox deckChair childSwing childHut wheelbarrow bench umbrella plantie rock1 rock2 horse2 chicken stoneLantern seesaw fence'.split()] + \
  [(BY, n) for n in 'chair_deck poolLounge horse bulldog fountain rowboat bonecoDeNeve bike'.split()] + [(KL, n) for n in 'painted-bench cafe-table cafe-chair hose-reel'.split()] + \
  [(SC, n) for n in 'ext_chair ext_table silla_teca wood_bank beach_chair child_swing sandpit trampoline dog-house mower campingTent garden-hut bush ficusTree cypress japaneseMaple peachBlossom pine palm rattanArmchair hammock cat dog bluePineSnow bamboo football-goal'.split()] + [(RE, 'boyStanding'), (RE, 'girlStanding'), (RE, 'sitFemale01')]
KINDS = [('table', ON_TABLE, (7, 11)), ('room', IN_ROOM, (6, 9)), ('street', ON_STREET, (6, 10)), ('table', ON_TABLE, (7, 11)), ('room', IN_ROOM, (6, 9)), ('garden', IN_GARDEN, (7, 11))]
COLOURS = 'e9e2d3 dcd9cf 8a9a94 6f8391 c9a27a b5533c 51656b e8e0c8 3c5a3a d9dfe0 44546a c7bfae a3b18a f1eee6 7a2b22 d8c9a8'.split()
SKIES = {'table': ['interior', 'studio', 'courtyard', 'forest'], 'room': ['interior', 'courtyard', 'sunset', 'forest'], 'street': ['city', 'sunrise', 'courtyard', 'sunset'], 'garden': ['forest', 'sunrise', 'courtyard', 'sunset']}


def size_of(model):
    entry = cat(model[0])[model[1]]
    return [float(entry[k]) / 100 for k in ('width', 'depth', 'height')]


def place(models, rnd, area_size, z):
    """Puts models on a plane, the large ones first, where none stands yet."""
    taken = []
    for model in sorted(models, key=lambda m: -size_of(m)[0] * size_of(m)[1]):
        w, d, h = size_of(model)
        r = math.hypot(w, d) / 2 * .85
        for _ in range(60):
            x, y = rnd.uniform(-area_size[0], area_size[0]), rnd.uniform(-area_size[1], area_size[1])
            if all(math.hypot(x - a, y - b) > r + c for a, b, c in taken):
                break
        else:
            continue
        try:
            lib.imp(*model, (x, y, z), rnd.uniform(-.9, .9) + (math.pi if rnd.random() < .15 else 0))
            taken.append((x, y, r))
        except Exception as error:
            print('LEFT OUT', model, error)


def room(rnd, half, depth):
    floor = rnd.choice([lambda: wood('f', '5f4029', '9a7048', 'x', .8, .36, planks=.11, worldc=True), lambda: tiles('ft', rnd.choice(COLOURS), 'b9b4aa', .3, .3, .3, 'xy', 0), lambda: fabric('carpet', rnd.choice(COLOURS), 120)])()
    wall = wallpaint('w', rnd.choice(COLOURS))
    box('floor', (-half, -4, -.05), (half, depth, 0), floor, 0)
    box('wb', (-half, depth, 0), (half, depth + .1, 2.7), tiles('wt', rnd.choice(COLOURS), 'b9b4aa', .15, .075) if rnd.random() < .25 else wall, 0)
    box('wl', (-half - .1, -4, 0), (-half, depth, 2.7), wall, 0)
    if rnd.random() < .5:
        box('wr', (half, -4, 0), (half + .1, depth, 2.7), wall, 0)
    area((rnd.uniform(-1, 1), -1.5, 2.6), (0, 0, .5), (2, 1.5), rnd.uniform(40, 110), rnd.choice(['ffffff', 'fff0dc', 'e6f0ff']))


def camera(rnd, target, distance, up):
    turn = math.radians(rnd.uniform(-35, 35))
    rise = math.radians(rnd.uniform(*up))
    d = rnd.uniform(*distance)
    at = Vector(target) + Vector((d * math.cos(rise) * math.sin(turn), -d * math.cos(rise) * math.cos(turn), d * math.sin(rise)))
    lib.camera(tuple(at), target, rnd.uniform(26, 42))


def build(i):
    kind, models, count = KINDS[i % len(KINDS)]
    rnd = random.Random(f'bank {i}')
    reset()
    lib._m.clear()
    random.seed(i)
    chosen = rnd.sample(models, rnd.randint(*count))
    world(rnd.choice(SKIES[kind]), rnd.uniform(.6, 1.4), rnd.uniform(0, 6.28), bg=rnd.uniform(.8, 1.6))
    if kind != 'table' or rnd.random() < .5:
        sun((rnd.uniform(-1, 1), rnd.uniform(-.2, 1), rnd.uniform(-1.2, -.4)), rnd.uniform(1, 6))
    if kind == 'table':
        room(rnd, 2.2, rnd.uniform(.8, 1.8))
        top = rnd.choice([lambda: wood('tt', '855530', 'c99a63', 'x', .9, .4, planks=.13), lambda: plain('tp', rnd.choice(COLOURS), .3, coat=.3), lambda: fabric('cloth', rnd.choice(COLOURS), 300, .05)])()
        table(-.8, .8, -.5, .5, .75, top)
        place(chosen, rnd, (.6, .38), .75)
        camera(rnd, (rnd.uniform(-.15, .15), 0, .85), (.9, 1.5), (12, 45))
    elif kind == 'room':
        room(rnd, 2.8, 2.2)
        place(chosen, rnd, (2.1, 1.7), 0)
        camera(rnd, (rnd.uniform(-.5, .5), .3, .7), (2.6, 3.9), (6, 22))
    elif kind == 'street':
        box('road', (-40, -40, -.05), (40, 40, 0), plain('asphalt', '3f3f41', .85, nbump=.4, nscale=300, var=.2), 0)
        place(chosen, rnd, (7, 7), 0)
        camera(rnd, (rnd.uniform(-1, 1), 0, 1.0), (7, 13), (4, 14))
    else:
        box('lawn', (-40, -40, -.05), (40, 40, 0), plain('grass', '4d6b2a', .95, nbump=1, nscale=500, var=.35), 0)
        place(chosen, rnd, (5, 5), 0)
        camera(rnd, (rnd.uniform(-1, 1), 0, .9), (4.5, 9), (4, 18))
    return kind


def mend_meshes():
    """Some models' meshes are faulty; Blender ends with a fault of its own when it renders them."""
    for obj in [o for o in bpy.data.objects if o.type == 'MESH']:
        obj.data.validate(clean_customdata=True)
        if obj.data.has_custom_normals:
            with bpy.context.temp_override(object=obj, active_object=obj):
                bpy.ops.mesh.customdata_custom_splitnormals_clear()
        if not obj.data.polygons:
            bpy.data.objects.remove(obj)


# The boxes that lib.py writes take minutes and are not used here.
lib.boxes = list
for i in range(first, last):
    base = os.path.join(folder, f'bank-{i:02d}')
    if os.path.exists(base + '.json'):
        continue
    kind = build(i)
    mend_meshes()
    lib.render(base, 512, 6, .06)
    used = [[key[0], key[1], *value] for key, value in lib.USED.items()]
    lib.USED.clear()
    json.dump({'exposure': random.Random(f'light {i}').uniform(-.2, .5), 'kind': kind, 'used': used}, open(base + '.json', 'w'))
    print('DONE', base, kind, flush=True)
