import { createPress, type Press, type PressOptions } from '../paper/press.ts';

type Found = { readonly findBrowser: () => string | null; readonly onError: PressOptions['onError'] };

/** The press of a machine whose browser may come later: where there was none, it is looked for at each order. */
export function createLatePress({ findBrowser, onError }: Found): Press {
  let press: Press | null = null;
  const bare = createPress({ browserPath: null, onError });
  const pressNow = (): Press => {
    if (press !== null) return press;
    const browserPath = findBrowser();
    if (browserPath === null) return bare;
    press = createPress({ browserPath, onError });
    return press;
  };
  return {
    pictures: (charts) => pressNow().pictures(charts),
    pdf: (html) => pressNow().pdf(html),
    close: () => press?.close() ?? Promise.resolve(),
  };
}
