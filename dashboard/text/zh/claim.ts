export const claim = {
  title: '传言',
};
