export const effect = {
  title: '用时',
};
