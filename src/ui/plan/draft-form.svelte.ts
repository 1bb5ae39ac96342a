import type { Plan } from '../../core/contract.ts';
import type { Voice } from '../wording/voice.ts';
import { draftErrors } from './draft-errors.ts';
import { draftPlan, type DraftField } from './draft-plan.ts';
import type { PlanDraft } from './plan-draft.ts';
import { draftName, planLines } from './plan-words.ts';

/** A form over a draft of a plan: what it amounts to, what is wrong with it, and handing it over. */
export type DraftForm = {
  /** The name that it has while none is typed. */
  readonly name: string;
  /** What the draft amounts to, in plain words; empty while it is no plan. */
  readonly lines: string[];
  /** What is said beside a field; `''` where nothing is wrong, and everywhere until it was first handed over. */
  readonly error: (field: DraftField) => string;
  /** Hands the plan over; where there is none yet, the first field that is wrong gets the focus. */
  readonly submit: (event: SubmitEvent) => void;
};

/**
 * @param draft the draft as it stands; a state of the component's own
 * @param about what the component was given, as it stands
 */
export function createDraftForm(
  draft: () => PlanDraft,
  about: () => { id: string; voice: Voice; /** Epoch ms. */ now: number; onsave: (plan: Plan) => void },
): DraftForm {
  let tried = $state(false);
  const name = $derived(draftName(draft(), about().voice));
  const result = $derived(draftPlan(draft(), about().id, name, about().now));
  const error = $derived(tried ? draftErrors(result, about().voice) : () => '');
  return {
    get name() {
      return name;
    },
    get lines() {
      return 'plan' in result ? planLines(result.plan, about().voice) : [];
    },
    error: (field) => error(field),
    submit: (event) => {
      event.preventDefault();
      tried = true;
      if ('plan' in result) return about().onsave(result.plan);
      const form = event.currentTarget as HTMLFormElement;
      // Errors are on the page after the next tick.
      queueMicrotask(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
    },
  };
}
