/**
 * A function of objects that is computed once for each, and forgotten with it. It must depend on nothing but the object, and the
 * object must not change.
 */
export function memoised<Key extends object, Value extends {}>(
  compute: (key: Key) => Value,
): (key: Key) => Value {
  const values = new WeakMap<Key, Value>();
  return (key) => {
    const value = values.get(key) ?? compute(key);
    values.set(key, value);
    return value;
  };
}
