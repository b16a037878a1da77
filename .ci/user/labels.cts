// The same for CommonJS: `require` of an ES module, which Node knows from 20.19 on.
import mirror = require('sound-mirror');

mirror.openCollection().then(({ objects }) => {
  if (objects.length < 20)
    throw new Error(`Expected the starter collection but found ${objects.length} objects.`);
});
