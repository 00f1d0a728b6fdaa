/** An engine process whose station another one has open. */
process.parentPort.postMessage({ say: 'refused', error: { code: 'STATION_IN_USE', data: { pid: '7' } } });
process.parentPort.on('message', () => undefined);
setTimeout(() => process.exit(0), 100);
