import { mount } from 'svelte';
import './style/tokens.css';
import './style/base.css';
import './style/shell.css';
import './style/block.css';
import './style/control.css';
import './style/form.css';
import './style/badge.css';
import './style/state.css';
import './style/table.css';
import './style/chart.css';
import './style/timeline.css';
import './style/post.css';
import './style/phone.css';
import './style/wall.css';
import './style/print.css';
import App from './App.svelte';
import { languageNow, speak } from './lib/language.svelte.ts';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');

// Either language is better than an empty page.
if (!(await speak(languageNow()))) await speak(languageNow() === 'zh' ? 'en' : 'zh');
mount(App, { target });
