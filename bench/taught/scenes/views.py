# blender -b -P views.py -- <scene> <views.json> <folder> [first last]: renders a sample room from the cameras and in the light of a
# list, and writes beside each picture where its things stand. With BOXES_ONLY=1 it renders nothing and writes the boxes of every view
# again. Runs in the folder that holds the rooms' scenes and lib.py.
import json, math, os, random, runpy, sys
sys.path.insert(0, '.')
import bpy
from bpy_extras.object_utils import world_to_camera_view
from mathutils import Euler, Vector
import lib

given = sys.argv[sys.argv.index('--') + 1:]
scene, views_path, folder = given[:3]
views = [view for view in json.load(open(views_path)) if view['scene'] == scene]
first, last = [int(n) for n in (given[3:] + [0, len(views)])[:2]] if len(given) > 4 else (0, len(views))
original_render = lib.render
# Projecting every leaf of a plant takes minutes.
WANTED = {'coffee_grinder', 'espressokettle', 'bread', 'bread_knife', 'cutting_board', 'kitchenKnifeStandSet', 'utensilsPot',
          'desk_lamp', 'floor_lamp', 'table_lamp', 'bookcase', 'standing_books'}
# What lib.py builds of loose parts, without a group that bears a label.
UNGROUPED = ['floor_lamp', 'table_lamp', 'bookcase', 'standing_books']
BOXES_ONLY = bool(os.environ.get('BOXES_ONLY'))
things = []
MOST_POINTS = 1500
FEW_POINTS = 400


def render_views(base, width, samples, threshold=.03):
    lights = [(o, o.data.energy, o.rotation_euler.copy()) for o in bpy.context.scene.objects if o.type == 'LIGHT']
    background = next(n for n in bpy.context.scene.world.node_tree.nodes if n.type == 'BACKGROUND')
    strength = background.inputs[1].default_value
    camera = bpy.context.scene.camera
    for view in views[first:last]:
        name = os.path.join(folder, view['name'])
        if os.path.exists(name + '.json') and not BOXES_ONLY:
            continue
        for light, energy, rotation in lights:
            light.data.energy = energy * (view['sun'] if light.data.type == 'SUN' else view['lamps'])
            if light.data.type == 'SUN':
                turned = rotation.to_matrix()
                turned.rotate(Euler((0, 0, math.radians(view['turn']))))
                light.rotation_euler = turned.to_euler()
        background.inputs[1].default_value = strength * view['sky']
        camera.location = view['camera']
        camera.rotation_euler = (Vector(view['target']) - Vector(view['camera'])).to_track_quat('-Z', 'Y').to_euler()
        camera.data.lens = view['lens']
        camera.data.dof.use_dof = False
        bpy.context.view_layer.update()
        if BOXES_ONLY:
            bpy.context.scene.render.resolution_x, bpy.context.scene.render.resolution_y = 512, 341
        else:
            original_render(name, 512, 4, .06)
        json.dump({'exposure': view['exposure'], 'things': visible_boxes()}, open(name + '.json', 'w'))


def visible_boxes():
    """Of each labelled thing the box of what is seen of it, in shares of the picture, and the share of its points that nothing hides."""
    s = bpy.context.scene
    graph = bpy.context.evaluated_depsgraph_get()
    chosen = random.Random(1)
    found = []
    grouped = [(label_of(o), o.children_recursive) for o in s.objects if label_of(o)]
    for label, members in grouped + things:
        parts = [o for o in members if o.type in ('MESH', 'CURVE')]
        points = []
        for part in parts:
            evaluated = part.evaluated_get(graph)
            mesh = evaluated.to_mesh()
            points += [part.matrix_world @ point for point in points_of(mesh)]
            evaluated.to_mesh_clear()
        if not points:
            continue
        sample = chosen.sample(points, min(MOST_POINTS, len(points)))
        names = {part.name for part in parts}
        seen = []
        origin = s.camera.matrix_world.translation
        for point in sample:
            q = world_to_camera_view(s, s.camera, point)
            if not (q.z > 0 and 0 <= q.x <= 1 and 0 <= q.y <= 1):
                continue
            direction = point - origin
            hit, where, _, _, obj, _ = s.ray_cast(graph, origin, direction.normalized(), distance=direction.length + .01)
            while hit and obj.name not in names and obj.name.startswith('wf'):
                origin_next = where + direction.normalized() * .002
                hit, where, _, _, obj, _ = s.ray_cast(graph, origin_next, direction.normalized(), distance=(point - origin_next).length + .01)
            if not hit or obj.name in names:
                seen.append(q)
        if len(seen) < 8:
            continue
        x0, x1 = min(q.x for q in seen), max(q.x for q in seen)
        y0, y1 = 1 - max(q.y for q in seen), 1 - min(q.y for q in seen)
        found.append({'label': label, 'visible': round(len(seen) / len(sample), 3),
                      'box': [round(v, 4) for v in (x0, y0, x1 - x0, y1 - y0)]})
    return found


def points_of(mesh):
    """The vertices; of what has few of them points along its edges too, for the picture's border may cut them."""
    points = [v.co.copy() for v in mesh.vertices]
    if len(points) < FEW_POINTS:
        ends = [(mesh.vertices[a].co, mesh.vertices[b].co) for a, b in (edge.vertices for edge in mesh.edges)]
        points += [a.lerp(b, k / 10) for a, b in ends for k in range(1, 10)]
    return points


def label_of(group):
    # The scenes give the cutting board no function of its own.
    label = 'cutting_board' if scene == 'kitchen' and group.get('label') == '<module>' else group.get('label')
    return label if label in WANTED else None


def remembering(label, build):
    """The same function, which also notes what it built; not the rows of books in a bookcase."""

    def built(*args, **options):
        before = set(bpy.data.objects)
        result = build(*args, **options)
        parts = [o for o in bpy.data.objects if o not in before]
        things[:] = [thing for thing in things if thing[1][0] in before] + [(label, parts)]
        return result

    return built


for label in UNGROUPED:
    setattr(lib, label, remembering(label, getattr(lib, label)))
# The boxes that lib.py itself writes take minutes and are not used here.
lib.boxes = list
lib.render = render_views
lib.args = lambda: (os.path.join(folder, scene), 640, 16)
sys.argv = sys.argv[:1]
runpy.run_path(scene + '.py')
