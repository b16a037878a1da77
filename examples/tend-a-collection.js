// A starter object edited in a home of your own, and the edit taken back: node examples/tend-a-collection.js my-home clock tv
import { editObject, labelAnswers, openCollection, restoreObject } from 'sound-mirror';

const [home = 'my-home', name = 'clock', label = 'tv'] = process.argv.slice(2);
const say = async () => {
  const answers = labelAnswers(await openCollection({ home }));
  const { answeredBy = [] } = answers.find((answer) => answer.label === label) ?? {};
  console.log(`${label}: ${answeredBy.map((object) => object.name).join(', ') || 'free'}`);
};
const { object } = await editObject(home, { name, addLabels: [label], rename: `my ${name}` });
await say();
await restoreObject(home, { name: object.name });
await say();
