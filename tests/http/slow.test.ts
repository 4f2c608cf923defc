import assert from 'node:assert/strict';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Socket } from 'node:net';
import { QUERY_CHARS_MAX, TEXT_CHARS_MAX, TITLE_CHARS_MAX } from '../../api/contract/index.ts';
import { CRAWLER_TOKEN, startTestServer, type Answer, type TestServer } from '../support/server.ts';
import { aPostId } from '../support/post.ts';
import { headOf, openSocket } from './wire.ts';

/** Half the sample interval of a screen's clock: above it people notice that the desk stands still. */
const LOOP_P99_MS = 100;
/** What others wait at most while somebody holds sockets open. */
const OTHERS_P95_MS = 500;
const HALF_OPEN = 1_000;
