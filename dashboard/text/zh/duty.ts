export const duty = {
  title: '值班与时限',
};
