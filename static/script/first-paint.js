try{for(const k of["theme","view"]){const v=localStorage.getItem("litweave-"+k);if(v)document.documentElement.dataset[k]=v}}catch{}
