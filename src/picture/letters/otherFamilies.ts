/** Families that hold what our fonts lack, on one system or another. */
export const OTHER_FAMILIES =
  'Noto Sans, Noto Sans CJK JP, Hiragino Sans, Yu Gothic, Microsoft YaHei, Malgun Gothic, Segoe UI, sans-serif';
