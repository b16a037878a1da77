#!/bin/bash
# develop.sh <folder of renderings> <folder of jpegs>: takes the noise out of what views.py or bank.py rendered and makes JPEGs of it. Runs in the folder
# that holds post.py and tone.py.
set -e
here=$(dirname "$(readlink -f "$0")")
for json in "$1"/*.json; do
  b=${json%.json}; n=$(basename "$b")
  [ -f "$2/$n.jpg" ] && continue
  [ -f "${b}_col.exr" ] || continue
  nice -n 15 /usr/bin/python3 post.py "$b" > /dev/null
  e=$(node -p "require('$json').exposure")
  nice -n 15 blender -b -P tone.py -- "$b" "$e" > /dev/null 2>&1
  node -e "require('sharp')('$b.png').jpeg({ quality: 88, mozjpeg: true }).toFile('$2/$n.jpg')"
  rm -f "${b}"_*.exr "$b.png"
done
