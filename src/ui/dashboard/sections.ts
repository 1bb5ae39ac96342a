import type { Component } from 'svelte';
import type { PopupView } from '../../core/popup-view.ts';
import AdviceSection from '../advice/AdviceSection.svelte';
import Alerts from '../alerts/Alerts.svelte';
import Holds from '../holds/Holds.svelte';
import WifiSection from '../wifi/WifiSection.svelte';
import { dashboardWords } from '../wording/dashboard-words.ts';
import type { Voice } from '../wording/voice.ts';
import type { DashboardState } from './dashboard-state.svelte.ts';
import FirstPage from './FirstPage.svelte';
import Overview from './overview/Overview.svelte';
import Plans from './Plans.svelte';
import ReadingsSection from './ReadingsSection.svelte';
import Sites from './sites/Sites.svelte';
import Days from './days/Days.svelte';
import Live from './live/Live.svelte';
import MapSection from './map/MapSection.svelte';
import Stored from './stored/Stored.svelte';

/** What each section is handed; `state.route.detail` is what its address names besides. */
export type SectionProps = { state: DashboardState; voice: Voice; view: PopupView };

export type Section = {
  /** Its address, `#sites` without the hash; other pages link to it. */
  id: string;
  /** What it is called; `null` where neither an entry of the navigation nor another section leads to it. */
  name: ((voice: Voice) => string) | null;
  /** The section that leads to it, where the navigation has no entry of its own for it. */
  under?: string;
  /** Its address may name a site besides. */
  hasSites?: boolean;
  component: Component<SectionProps>;
};

/** The dashboard's sections in the order of its navigation; the first is shown where an address names none. */
export const SECTIONS: readonly Section[] = [
  { id: 'overview', name: (voice) => dashboardWords(voice).nav.overview, component: Overview },
  { id: 'sites', name: (voice) => dashboardWords(voice).nav.sites, hasSites: true, component: Sites },
  { id: 'days', name: (voice) => dashboardWords(voice).nav.days, component: Days },
  { id: 'map', name: (voice) => dashboardWords(voice).nav.map, hasSites: true, component: MapSection },
  { id: 'live', name: (voice) => dashboardWords(voice).nav.live, component: Live },
  { id: 'plan', name: (voice) => dashboardWords(voice).nav.plan, component: Plans },
  { id: 'readings', name: (voice) => dashboardWords(voice).nav.readings, component: ReadingsSection },
  { id: 'holds', name: (voice) => dashboardWords(voice).nav.holds, component: Holds },
  { id: 'alerts', name: (voice) => dashboardWords(voice).nav.alerts, component: Alerts },
  { id: 'advice', name: (voice) => dashboardWords(voice).nav.advice, under: 'plan', component: AdviceSection },
  { id: 'wifi', name: (voice) => dashboardWords(voice).nav.wifi, under: 'plan', component: WifiSection },
  { id: 'data', name: (voice) => dashboardWords(voice).nav.data, component: Stored },
  { id: 'first', name: null, component: FirstPage },
];

/** The section that a route names. Without a plan the overview has nothing to show: the first run takes its place. */
export function sectionOf(id: string, view: PopupView): Section {
  const found = SECTIONS.find((section) => section.id === id) ?? SECTIONS[0]!;
  return found.id === 'overview' && view.status === null ? SECTIONS.find((section) => section.id === 'first')! : found;
}
