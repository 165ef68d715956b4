import { createRoot } from 'react-dom/client';
import { request } from './api/client';
import { App } from './components/App';
import type { Customer } from './customers/customer';

const container = document.getElementById('root');
if (container === null) throw new Error('The page has no element with the id "root"');

const customer = await request<Customer>('/me');
createRoot(container).render(<App customer={customer} />);
