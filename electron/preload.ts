import { contextBridge, ipcRenderer } from 'electron';
import { IPC_BRIDGE_KEY } from '../src/protocol/ipc/bridge.ts';
import { ipcContract } from '../src/protocol/ipc/contract.ts';
import { createBridge } from './ipc/createBridge.ts';

contextBridge.exposeInMainWorld(IPC_BRIDGE_KEY, createBridge(ipcContract, ipcRenderer));
