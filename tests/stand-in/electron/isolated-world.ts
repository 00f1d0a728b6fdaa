/** The preload's world: the page's DOM without the page's scripts, with a `require('electron')` that knows ipcRenderer only. */
const name = 'stand-in-preload';
const binding = '__standInTell';

/** Plain JavaScript for the page; `preload` is the built CommonJS script. */
function script(preload: string): string {
  return `(() => {
  const tell = (message) => globalThis.${binding}(JSON.stringify(message));
  const listeners = new Map();
  const ports = new Map();
  const ipcRenderer = {
    send: (channel) => tell({ say: 'send', channel }),
    on: (channel, listener) => listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
  };
  globalThis.standIn = {
    receive(channel, message, ids) {
      const given = ids.map((id) => {
        const { port1, port2 } = new MessageChannel();
        ports.set(id, port1);
        port1.onmessage = ({ data }) => tell({ say: 'port-message', port: id, data });
        return port2;
      });
      for (const listener of listeners.get(channel) ?? []) listener({ ports: given }, message);
    },
    deliver: (id, data) => ports.get(id)?.postMessage(data),
    closePort(id) { ports.get(id)?.close(); ports.delete(id); },
  };
  const require = (name) => {
    if (name !== 'electron') throw new Error('a sandboxed preload cannot require ' + name);
    return { ipcRenderer };
  };
  const module = { exports: {} };
  ((require, module, exports) => {${preload}
  })(require, module, module.exports);
})();`;
}

export const isolatedWorld = { name, binding, script } as const;
