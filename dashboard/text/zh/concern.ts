export const concern = {
  title: '社情民意台账',
};
