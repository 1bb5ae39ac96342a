import type { Plan } from '../../core/contract.ts';
import type { Voice } from '../wording/voice.ts';
import { focusInvalid } from '../page/focus-invalid.ts';
import { draftErrors } from './draft-errors.ts';
import { draftPlan, type DraftField } from './draft-plan.ts';
import type { PlanDraft } from './plan-draft.ts';
import { draftName, planLines } from './plan-words.ts';

/** The logic of a form that edits a draft of a plan. */
export type DraftForm = {
  /** The plan's name while none is typed. */
  readonly name: string;
  /** The plan in words; empty while the draft is not a valid plan. */
  readonly lines: string[];
  /** The error message of a field; `''` where it is valid, and for all fields until the first submit. */
  readonly error: (field: DraftField) => string;
  /** Passes the plan to `onsave`; if the draft is invalid, focuses the first invalid field instead. */
  readonly submit: (event: SubmitEvent) => void;
};

/**
 * Must be called while a component initialises.
 *
 * @param draft reads the component's current draft
 * @param about reads the component's current props
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
      void focusInvalid(event.currentTarget);
    },
  };
}
