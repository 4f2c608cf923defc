import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** Files under version control, as they are on disk. */
export const root = join(import.meta.dirname, '../..');

export type SourceFile = { readonly path: string; readonly text: string; readonly lines: number };

export function trackedFiles(...folders: readonly string[]): readonly SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '--', ...folders], { cwd: root, encoding: 'utf8' }).split('\n');
  return listed
    .filter((path) => /\.(?:ts|svelte)$/.test(path))
    .flatMap((path) => {
      const text = readIfThere(path);
      return text === null ? [] : [{ path, text, lines: text.trimEnd().split('\n').length }];
    });
}

/** A file may be deleted and not yet committed. */
export function readIfThere(path: string): string | null {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** The script part of a component, the whole of a module. */
export function scriptOf(file: SourceFile): string {
  if (!file.path.endsWith('.svelte')) return file.text;
  return [...file.text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '').join('\n');
}

export type Import = { readonly from: string; readonly target: string; readonly typeOnly: boolean };

/** Relative imports of a file, resolved to paths from the root. */
export function importsOf(file: SourceFile): readonly Import[] {
  const shape =
    /(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]\s*\)/g;
  return [...scriptOf(file).matchAll(shape)].map((match) => ({
    from: file.path,
    target: normalize(join(dirname(file.path), match[2] ?? match[3] ?? '')),
    typeOnly: match[1] !== undefined,
  }));
}

export type FunctionSize = { readonly path: string; readonly name: string; readonly lines: number };

/** Every function with its length in lines; one that only holds others (a `describe`, a factory) counts without them. */
export function functionsOf(file: SourceFile): readonly FunctionSize[] {
  const source = ts.createSourceFile(file.path, scriptOf(file), ts.ScriptTarget.Latest, true);
  const found: FunctionSize[] = [];
  const visit = (node: ts.Node): number => {
    let inner = 0;
    ts.forEachChild(node, (child) => {
      inner += visit(child);
    });
    if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return inner;
    const from = source.getLineAndCharacterOfPosition(node.getStart()).line;
    const whole = source.getLineAndCharacterOfPosition(node.end).line - from + 1;
    const name = node.name?.getText() ?? `line ${from + 1}`;
    found.push({ path: file.path, name, lines: whole - inner });
    return whole > 1 ? whole : inner;
  };
  visit(source);
  return found;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
