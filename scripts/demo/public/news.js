import { linkSites, siteOrigin } from './sites.js';

linkSites();
const pictures = [101, 102, 103].map((number) => {
  const picture = new Image();
  picture.alt = '';
  picture.src = `${siteOrigin('photos.news')}/picture/${number}.png`;
  return picture;
});
document.getElementById('pictures').append(...pictures);
Promise.all(pictures.map((picture) => picture.decode())).then(
  () => (document.documentElement.dataset.visit = 'done'),
  (error) => (document.documentElement.dataset.visit = `failed: ${error.message}`),
);
