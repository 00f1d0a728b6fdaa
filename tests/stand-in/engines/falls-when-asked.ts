/** An engine process that dies over the first image, and closes well afterwards. */
process.parentPort.on('message', ({ data }: { data: { say: string } }) => process.exit(data.say === 'close' ? 0 : 1));
