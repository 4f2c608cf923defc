export const task = {
  title: '交办事项',
};
