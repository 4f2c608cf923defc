export const citizen = {
  title: '群众来件',
};
