import type { Emulator } from '../../../emulator/emulator.ts';
import type { Invocation } from '../../../emulator/invocation.ts';
import type { History } from '../runs/open-history.ts';
import type { ArmedFault } from '../runs/run.ts';
import { takeFailure } from './fault-plan.ts';

/** Faults to inject on purpose; they are stored in the history, so that they survive a restart. */
export interface ArmedFaults {
  list(): readonly ArmedFault[];
  add(fault: Omit<ArmedFault, 'id'>): void;
  remove(id: number): void;
  /** Sets the faults on the emulator before a run. */
  arm(): void;
  /** Removes the faults that these invocations triggered. */
  settle(invocations: readonly Invocation[]): void;
}

const SETTING = 'faults';
const kindOfCall = { 'fail-send': 'email', 'fail-data': 'data' } as const;

/** Creates the list of faults stored in a history. */
export function createArmedFaults(history: History, emulator: () => Emulator): ArmedFaults {
  function list(): readonly ArmedFault[] {
    return (history.setting(SETTING) ?? []) as readonly ArmedFault[];
  }

  return {
    list,
    add(fault) {
      const known = list();
      const id = Math.max(0, ...known.map((other) => other.id)) + 1;
      history.putSetting(SETTING, [...known, { id, ...fault }]);
    },
    remove: (id) =>
      history.putSetting(
        SETTING,
        list().filter((fault) => fault.id !== id),
      ),
    arm() {
      const { faults } = emulator();
      faults.clear();
      for (const { kind, code } of list()) {
        if (kind === 'crash') faults.crashAfterCall(Number(code));
        else faults.failNext({ call: { kind: kindOfCall[kind] }, code });
      }
    },
    settle(invocations) {
      const known = list();
      if (known.length === 0) return;
      const calls = invocations.flatMap((invocation) => invocation.calls);
      let isCrashed = invocations.some(({ result }) => result.kind === 'crashed');
      const left = known.filter((fault) => {
        if (fault.kind !== 'crash')
          return !takeFailure(calls, { code: fault.code, call: { kind: kindOfCall[fault.kind] } });
        const hasHappened = isCrashed;
        isCrashed = false;
        return !hasHappened;
      });
      if (left.length < known.length) history.putSetting(SETTING, left);
    },
  };
}
