import '../../../renderer/trusted-types.js';

for (const name of ['first.txt', 'second.txt']) {
  const anchor = document.createElement('a');
  anchor.href = URL.createObjectURL(new Blob([`content of ${name}`]));
  anchor.download = name;
  anchor.click();
}
document.documentElement.dataset['ready'] = 'true';
