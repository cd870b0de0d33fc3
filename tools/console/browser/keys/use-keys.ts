import { useEffect } from 'preact/hooks';

import { runAgain } from '../api/actions.ts';
import { goTo, type Route } from '../api/route.ts';
import { useStore } from '../api/store.ts';
import { views } from '../frame/views.ts';

/** Keyboard shortcuts with their descriptions, for the help dialog. */
export const keyHelp: readonly (readonly [keys: string, meaning: string])[] = [
  ['j  k', 'the next or the previous event'],
  ['r', 'deliver the event again'],
  ['e', 'edit the event and fire it'],
  ['f', 'fire something from the library'],
  ['1 … 7', 'the views, in the order of the navigation'],
  ['/', 'search the list'],
  ['Ctrl Enter', 'in the editor: fire'],
  ['Ctrl Space', 'in the editor: the fields that Wix documents'],
  ['?', 'this help'],
];

/** Handles keyboard shortcuts, except while a field or menu has the focus. */
export function useKeys(route: Route): void {
  const { runs } = useStore();
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isField(event.composedPath()[0])) return;
      const shown = route[0] === 'events' && route[1] !== undefined ? Number(route[1]) : undefined;
      const place = runs.findIndex(({ id }) => id === shown);
      const view = views[Number(event.key) - 1];
      if (event.key === 'j') open(runs[Math.min(place + 1, runs.length - 1)]?.id);
      else if (event.key === 'k') open(runs[Math.max(place - 1, 0)]?.id);
      else if (event.key === 'r' && shown !== undefined) void runAgain(shown, 1);
      else if (event.key === 'e' && shown !== undefined) goTo(`/fire/run/${shown}`);
      else if (event.key === 'f') goTo('/fire');
      else if (event.key === '/') document.getElementById('search')?.focus();
      else if (event.key === '?') openHelp();
      else if (view !== undefined) goTo(`/${view.path}`);
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [route, runs]);
}

/** Opens the help dialog. */
export function openHelp(): void {
  const dialog = document.getElementById('keys');
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

/** Closes the help dialog. */
export function closeHelp(): void {
  const dialog = document.getElementById('keys');
  if (dialog instanceof HTMLDialogElement) dialog.close();
}

function open(id: number | undefined): void {
  if (id !== undefined) goTo(`/events/${id}`);
}

/** The editor is in a shadow root, so listeners on the page see its host element as the target. */
function isField(target: EventTarget | undefined): boolean {
  return (
    target instanceof HTMLElement &&
    (target.closest('input, textarea, select, dialog') !== null || target.isContentEditable)
  );
}
