export const statement = {
  title: '通报',
};
